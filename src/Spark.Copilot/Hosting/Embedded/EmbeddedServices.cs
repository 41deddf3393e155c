using Spark.Contracts.Configuration;
using Spark.Contracts.Security;
using Spark.Copilot.Confirmations;
using Spark.Executor;
using Spark.Executor.Hosting;
using Spark.Executor.Journal;
using Spark.Executor.Security;
using Spark.Simulator.Hosting;
using Spark.Simulator.Storage;

namespace Spark.Copilot.Hosting.Embedded;

/// <summary>
/// The executor and, without keys, the exchange in this process. This folder is the only place that may start them; the copilot reaches
/// the executor over HTTP like any other client, with keys minted for this run.
/// </summary>
internal sealed class EmbeddedServices : IAsyncDisposable
{
    private readonly WebApplication? _exchange;
    private readonly WebApplication _executor;

    private EmbeddedServices(WebApplication? exchange, WebApplication executor, ExecutorAddress address, ConfirmAddress confirm, EmbeddedDescription description) =>
        (_exchange, _executor, Executor, Confirm, Description) = (exchange, executor, address, confirm, description);

    public ExecutorAddress Executor { get; }

    public ConfirmAddress Confirm { get; }

    public EmbeddedDescription Description { get; }

    /// <param name="source">Settings of all services.</param>
    /// <param name="logging">Of the executor: a one-shot command's output is its result and nothing else.</param>
    /// <param name="ct">Gives up starting.</param>
    /// <exception cref="Contracts.Configuration.SettingsException">A setting can't be used.</exception>
    /// <exception cref="EmbeddingException">A service can't start.</exception>
    public static async Task<EmbeddedServices> StartAsync(SettingsSource source, Action<WebApplicationBuilder> logging, CancellationToken ct)
    {
        var (agentKey, confirmKey) = (ApiKey.Mint(), ApiKey.Mint());
        var settings = ExecutorSettingsReader.Read(source, new ServiceKeys(new ApiKey(agentKey), new ApiKey(confirmKey)));
        WebApplication? exchange = null;
        try
        {
            if (settings.UsesEmbeddedExchange) exchange = await StartExchangeAsync(source, settings.DataFolder, ct);
            var executor = await ExecutorApp.BuildAsync(settings, TimeProvider.System, builder => Configure(builder, logging), ct);
            await executor.StartAsync(ct);
            var address = new ExecutorAddress(new Uri(executor.Urls.First()), agentKey);
            var description = new EmbeddedDescription(exchange is null ? null : SimulatorApp.AddressOf(exchange), ExecutorDescription.Venue(settings), ExecutorDescription.Notes(settings));
            return new EmbeddedServices(exchange, executor, address, new ConfirmAddress(address.Url, confirmKey), description);
        }
        catch (Exception e)
        {
            if (exchange is not null) await exchange.DisposeAsync();
            if (e is LedgerHeldException or ExchangeSilentException or JournalException or Spark.Simulator.Hosting.SettingsException or FolderInUseException or IOException)
            {
                throw new EmbeddingException(e.Message.ReplaceLineEndings(" "), e);
            }
            throw;
        }
    }

    /// <summary>The executor goes first, so that its last answers still come back from the exchange.</summary>
    public async ValueTask DisposeAsync()
    {
        await _executor.StopAsync();
        await _executor.DisposeAsync();
        if (_exchange is null) return;
        await _exchange.StopAsync();
        await _exchange.DisposeAsync();
    }

    private static async Task<WebApplication> StartExchangeAsync(SettingsSource source, string dataFolder, CancellationToken ct)
    {
        var settings = SimulatorEnvironment.Read(name => source[name]) with
        {
            DataFolder = dataFolder,
            Services = services => services.AddSingleton<IHostLifetime, EmbeddedLifetime>(),
        };
        var exchange = SimulatorApp.Build(settings);
        await exchange.StartAsync(ct);
        return exchange;
    }

    private static void Configure(WebApplicationBuilder builder, Action<WebApplicationBuilder> logging)
    {
        logging(builder);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
    }
}
