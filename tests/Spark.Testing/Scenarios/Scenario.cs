using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spark.Contracts.Configuration;
using Spark.Executor;
using Spark.Executor.Account;
using Spark.Executor.Hosting;
using Spark.Simulator.Hosting;
using Spark.Simulator.Markets;

namespace Spark.Testing.Scenarios;

/// <summary>
/// An exchange and an executor on it, in this process on real sockets, with a ledger folder of their own. At its end no log line and no
/// audit record may hold a secret of it.
/// </summary>
public sealed class Scenario : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ScenarioOptions _options;
    private readonly WebApplication _exchange;
    private readonly string _root = Path.Combine(Path.GetTempPath(), "spark-" + Guid.NewGuid().ToString("n"));
    private readonly ConcurrentBag<string> _secrets = [];
    private WebApplication? _executor;
    private HttpClient? _http;
    private Func<ExecutorSettings, ExecutorSettings> _change = settings => settings;
    private int _life;

    private Scenario(ScenarioOptions options)
    {
        _options = options;
        foreach (var secret in (string[])[Keys.ApiKey, Keys.ApiSecret, Keys.Agent, Keys.Confirm]) _secrets.Add(secret);
        _exchange = SimulatorApp.Build(new SimulatorSettings
        {
            Urls = "http://127.0.0.1:0",
            DataFolder = options.ExchangeOnDisk ? Directory.CreateDirectory(Path.Combine(_root, "exchange")).FullName : null,
            Accounts = [new SimulatedAccount(Keys.ApiKey, Keys.ApiSecret, options.Balance)],
            RestingOrdersHoldThePosition = options.RestingOrdersHoldThePosition,
            OrdersPerMinute = options.OrdersPerMinute,
            Markets = options.Contracts is { } count ? ContractTable.Generate(count) : ContractTable.Default,
            OrdersPerTenSeconds = options.OrdersPerMinute / 4,
        });
    }

    public ScenarioKeys Keys { get; } = ScenarioKeys.Fresh();

    /// <summary>The executor's clock.</summary>
    public OffsetTime Time { get; } = new();

    public CapturedLog Log { get; } = new();

    public ExchangeSide Exchange { get; private set; } = null!;

    /// <summary>The person on this machine.</summary>
    public ServiceClient Executor { get; private set; } = null!;

    /// <summary>Where the executor listens.</summary>
    public Uri Address { get; private set; } = null!;

    public string DataFolder => Path.Combine(_root, $"data{_life}");

    internal AccountLoop Account => Services.GetRequiredService<AccountLoop>();

    internal IServiceProvider Services => _executor!.Services;

    public static async Task<Scenario> StartAsync(CancellationToken ct, ScenarioOptions? options = null)
    {
        var scenario = new Scenario(options ?? new ScenarioOptions());
        await scenario._exchange.StartAsync(ct);
        scenario.Exchange = new ExchangeSide(SimulatorApp.AddressOf(scenario._exchange), SimulatorApp.ControlOf(scenario._exchange), scenario.Keys);
        await scenario.StartExecutorAsync(ct);
        return scenario;
    }

    /// <summary>With some of the executor's variables: <c>StartAsync(ct, ("FUTURES_MAX_NOTIONAL", "1000"))</c>.</summary>
    public static Task<Scenario> StartAsync(CancellationToken ct, params (string Name, string Value)[] settings) =>
        StartAsync(ct, new ScenarioOptions { Settings = settings.ToDictionary(pair => pair.Name, pair => pair.Value) });

    /// <summary>The variables that the executor is started with.</summary>
    public Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>
        {
            ["SPARK_EXECUTOR_URLS"] = "http://127.0.0.1:0",
            ["SPARK_BINANCE_REST"] = Exchange.Address.ToString(),
            ["SPARK_BINANCE_STREAMS"] = new UriBuilder(Exchange.Address) { Scheme = "ws" }.Uri.ToString(),
            ["BINANCE_API_KEY"] = Keys.ApiKey,
            ["BINANCE_API_SECRET"] = Keys.ApiSecret,
            ["SPARK_AGENT_KEY"] = Keys.Agent,
            ["SPARK_CONFIRM_KEY"] = Keys.Confirm,
            ["SPARK_DATA"] = DataFolder,
        };
        foreach (var (name, value) in _options.Settings) variables[name] = value;
        return variables;
    }

    /// <summary>Builds an executor with the scenario's settings; nothing of it listens yet.</summary>
    public Task<WebApplication> BuildExecutorAsync(CancellationToken ct) =>
        ExecutorApp.BuildAsync(_change(ExecutorSettingsReader.Read(_options.Source?.Invoke(Variables()) ?? SettingsSource.Of(Variables()))), Time, Configure, ct);

    /// <summary>Stops the executor as Ctrl-C does and starts it again on its ledger.</summary>
    public async Task RestartExecutorAsync(CancellationToken ct)
    {
        await StopExecutorAsync();
        await StartExecutorAsync(ct);
    }

    /// <summary>
    /// Takes the ledger as it lies on the disk at this moment, as a power cut would leave it, and starts an executor on that; the one
    /// that ran is stopped and what it still writes is lost.
    /// </summary>
    public async Task KillExecutorAsync(CancellationToken ct)
    {
        var from = DataFolder;
        _life++;
        Copy(from, DataFolder);
        await StopExecutorAsync();
        await StartExecutorAsync(ct);
    }

    public async Task StopExecutorAsync()
    {
        if (_executor is not { } executor) return;
        _executor = null;
        _http?.Dispose();
        await executor.StopAsync(CancellationToken.None);
        await executor.DisposeAsync();
    }

    /// <summary>Awaits what must become true of the service; polls it, and gives up after 20 s.</summary>
    public async Task<Reply> EventuallyAsync(Func<Task<Reply>> ask, Func<Reply, bool> condition, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        var last = await ask();
        while (!condition(last))
        {
            if (patience.IsCancellationRequested) throw new TimeoutException($"It never came to be; the last answer was {last}");
            await Task.WhenAny(Account.Changed, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, ct));
            last = await ask();
        }
        return last;
    }

    /// <summary>Awaits a GET's answer that fits.</summary>
    public Task<Reply> EventuallyAsync(string path, Func<Reply, bool> condition, CancellationToken ct) =>
        EventuallyAsync(() => Executor.GetAsync(path, ct), condition, ct);

    /// <summary>Everything in the audit, oldest first.</summary>
    public Task<IReadOnlyList<System.Text.Json.JsonElement>> AuditAsync(CancellationToken ct) => AuditByAsync(Executor, ct);

    internal async Task UntilAsync(Func<AccountState, bool> condition, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        while (true)
        {
            var changed = Account.Changed;
            if (condition(Account.View)) return;
            await changed.WaitAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopExecutorAsync();
        await _exchange.StopAsync(CancellationToken.None);
        await _exchange.DisposeAsync();
        Exchange?.Dispose();
        var leaks = Leaks();
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
        if (leaks.Length > 0) throw new InvalidOperationException($"A secret leaked: {string.Join(Environment.NewLine, leaks)}");
    }

    /// <summary>Starts an executor on the ledger with settings that no variable can give.</summary>
    public async Task StartExecutorAsync(Func<ExecutorSettings, ExecutorSettings> change, CancellationToken ct)
    {
        _change = change;
        await StartExecutorAsync(ct);
    }

    /// <summary>Everything in the audit as one caller may read it.</summary>
    public static async Task<IReadOnlyList<System.Text.Json.JsonElement>> AuditByAsync(ServiceClient who, CancellationToken ct)
    {
        var all = new List<System.Text.Json.JsonElement>();
        var after = 0L;
        while (true)
        {
            var records = (await who.GetAsync($"/audit?after={after}&limit=1000", ct)).At("records").EnumerateArray().ToArray();
            if (records.Length == 0) return all;
            all.AddRange(records);
            after = records[^1].GetProperty("seq").GetInt64();
        }
    }

    private async Task StartExecutorAsync(CancellationToken ct)
    {
        var executor = await BuildExecutorAsync(ct);
        _executor = executor;
        await executor.StartAsync(ct);
        Address = new Uri(executor.Urls.First());
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(40) };
        Executor = new ServiceClient(_http, Keys, ImmutableDictionary<string, string>.Empty, _secrets.Add);
        if (_options.UntilReady) await UntilAsync(state => state.Reconciled && state.Ledger.Day.OpeningBalance is not null, ct);
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(Log);
        builder.Logging.SetMinimumLevel(LogLevel.Information);
    }

    // Whatever a ledger keeps on disk counts, not only what the audit shows.
    private string[] Leaks()
    {
        var secrets = _secrets.Distinct().ToArray();
        var lines = Log.Lines.Select(line => line.ToString()).Where(line => secrets.Any(line.Contains));
        var files = Directory.Exists(_root)
            ? Directory.EnumerateFiles(_root, "journal.db*", SearchOption.AllDirectories).Where(file => Holds(file, secrets)) : [];
        return [.. lines, .. files];
    }

    private static bool Holds(string file, string[] secrets)
    {
        var bytes = File.ReadAllBytes(file).AsSpan();
        foreach (var secret in secrets)
        {
            if (bytes.IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0) return true;
        }
        return false;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "journal.db*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
