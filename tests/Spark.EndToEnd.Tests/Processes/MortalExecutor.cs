using System.Globalization;

namespace Spark.EndToEnd.Tests.Processes;

/// <summary>
/// A real executor that is killed with SIGKILL again and again, on one ledger and one exchange that lives on. Its moments of death are
/// drawn from <c>SPARK_SEED</c>, which the test's output names.
/// </summary>
internal sealed class MortalExecutor : IAsyncDisposable
{
    private readonly SparkHome _home;
    private readonly SparkProgram _exchange;
    private readonly (string, string)[] _settings;

    private MortalExecutor(SparkHome home, SparkProgram exchange, (string, string)[] settings) =>
        (_home, _exchange, _settings, Random) = (home, exchange, settings, Seeded());

    public Uri Address => _home.Executor;

    public Uri Exchange => _home.Exchange;

    public Random Random { get; }

    /// <summary>Starts the exchange; the executor's settings are for each of its lives.</summary>
    public static async Task<MortalExecutor> OnAnExchangeAsync(CancellationToken ct, params (string, string)[] settings)
    {
        var home = new SparkHome();
        // Starts come far closer together than a person would make them, and so do orders.
        var exchange = home.Start("Spark.Simulator", ("SPARK_SIMULATOR_WEIGHT", "1000000"), ("SPARK_SIMULATOR_ORDERS", "1000000"));
        var executor = new MortalExecutor(home, exchange, settings);
        try
        {
            await Ready.AnswersAsync(new Uri(home.Exchange, "/fapi/v1/ping"), exchange, ct);
            return executor;
        }
        catch
        {
            await executor.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Lives and dies <paramref name="times"/> times: each time a storm breaks loose when it is ready, and once that is under way it is
    /// killed within <paramref name="longest"/>.
    /// </summary>
    public async Task DieAsync(int times, TimeSpan longest, Func<int, Storm> stormOf, CancellationToken ct)
    {
        for (var kill = 0; kill < times; kill++)
        {
            await using var victim = await ReviveAsync(ct);
            var storm = stormOf(kill);
            await Eventually.AtLengthAsync(() => Eventually.HoldsAsync(_ => Task.FromResult(storm.IsUnderWay()), storm.Otherwise, ct));
            using (var fuse = new PeriodicTimer(TimeSpan.FromMilliseconds(Random.Next(1, (int)longest.TotalMilliseconds)))) await fuse.WaitForNextTickAsync(ct);
            await victim.KillAsync(ct);
            await Task.WhenAll(storm.Callers);
        }
    }

    /// <summary>Starts it again and waits until it is ready.</summary>
    public async Task<SparkProgram> ReviveAsync(CancellationToken ct)
    {
        var program = _home.Start("Spark.Executor", _settings);
        try
        {
            await Ready.AtLengthAsync(Address, program, ct);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _exchange.DisposeAsync();
        _home.Dispose();
    }

    private static Random Seeded()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SPARK_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"SPARK_SEED={seed}");
        return new Random(seed);
    }
}
