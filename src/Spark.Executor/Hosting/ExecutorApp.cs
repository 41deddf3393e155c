using System.Threading.Channels;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spark.Binance;
using Spark.Binance.Clock;
using Spark.Binance.Rest;
using Spark.Binance.Streams;
using Spark.Binance.Streams.Market;
using Spark.Binance.Streams.User;
using Spark.Contracts;
using Spark.Executor.Account;
using Spark.Executor.Automation;
using Spark.Executor.Notifications;
using Spark.Executor.Hub;
using Spark.Executor.Http;
using Spark.Executor.Journal;
using Spark.Executor.Market;
using Spark.Executor.Metrics;
using Spark.Executor.Security;
using Spark.Executor.Streams;

namespace Spark.Executor.Hosting;

/// <summary>The executor as a web application: alone, or in the copilot's process.</summary>
public static class ExecutorApp
{
    /// <summary>Takes the account's ledger and builds the service around it; nothing listens yet.</summary>
    /// <param name="settings">Validated.</param>
    /// <param name="time">The clock of everything in it.</param>
    /// <param name="configure">Logging and the like; may be null.</param>
    /// <param name="ct">Gives up asking the exchange for its id.</param>
    /// <exception cref="LedgerHeldException">Another executor is the writer of this account.</exception>
    /// <exception cref="JournalException">The journal can't be opened.</exception>
    /// <exception cref="ExchangeSilentException">No keys were given and no exchange answers on loopback.</exception>
    public static async Task<WebApplication> BuildAsync(
        ExecutorSettings settings, TimeProvider time, Action<WebApplicationBuilder>? configure, CancellationToken ct)
    {
        var ledger = await OpenLedger.OpenAsync(settings, time, ct);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        builder.WebHost.UseUrls([.. settings.Urls.Select(url => url.OriginalString)]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonBody.MostBytes + 1;
        });
        builder.Services.AddExecutor(settings, ledger, time);
        var app = builder.Build();
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<UnhandledErrors>();
        app.UseMiddleware<BrowserSafety>();
        app.UseMiddleware<Authentication>();
        app.MapExecutor();
        app.Services.GetRequiredService<BridgedMeters>(); // listens from here on
        return app;
    }

    private static void AddExecutor(this IServiceCollection services, ExecutorSettings settings, OpenLedger ledger, TimeProvider time)
    {
        services.AddSingleton(settings).AddSingleton(settings.ServiceKeys).AddSingleton(time);
        services.AddSingleton<LimitsInForce>().AddSingleton<LimitsWatch>().AddSingleton<CallRates>();
        // Made by a factory, so that stopping the service closes the journal and frees the ledger's lock.
        services.AddSingleton<OpenLedger>(_ => ledger);
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<OpenLedger>().Journal);
        services.AddSingleton<ExecutorMetrics>().AddSingleton<MetricsRefresh>().AddSingleton<BridgedMeters>().AddSingleton<EntryLog>();
        services.AddSingleton<MarketBoard>().AddSingleton<Instruments>().AddSingleton<MarketReader>();
        services.AddSingleton<CallerIdentity>().AddSingleton<ActionPipeline>().AddSingleton<Reads>().AddSingleton<SharedAnswers>().AddSingleton<StreamDesk>().AddSingleton<StatusViews>();
        services.AddExchange(settings);
        services.AddAccount(settings, ledger);
        services.AddSignalR(hub => hub.EnableDetailedErrors = false)
            .AddJsonProtocol(json => json.PayloadSerializerOptions = new(ContractsJson.Default.Options));
        // SignalR brings ASP.NET's authorization along, which would look at every request: here Authentication alone knows the callers.
        services.RemoveAll<IAuthorizationHandlerProvider>();
        services.AddSingleton<HubPublisher>();
        services.AddNotifications(settings, ledger);
        services.AddAutomation(settings);
        services.AddHostedService<AccountService>();
        services.AddHostedService<RehearsalService>();
        services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Spark Executor";
                document.Info.Description = "Validated, confirmed, audited actions on Binance USDⓈ-M Futures.";
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(CatalogueDescriptions.DescribeAsync);
        });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));
    }

    private static void AddExchange(this IServiceCollection services, ExecutorSettings settings)
    {
        services.AddSingleton(provider => new ServerClock(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new BinanceRestClient(
            BinanceHttp.CreateClient(), settings.Exchange, settings.Credentials, provider.GetRequiredService<ServerClock>(),
            provider.GetRequiredService<TimeProvider>(), new Random(),
            new BinanceClientOptions { Patience = () => provider.GetRequiredService<RetryPacing>().Factor }, provider.GetRequiredService<ILogger<BinanceRestClient>>()));
        services.AddSingleton<StreamStates>().AddSingleton<MarketFeed>();
        services.AddSingleton(provider => new MarketStream(settings.Exchange, provider.GetRequiredService<MarketFeed>(),
            provider.GetRequiredService<MarketFeed>(), provider.GetRequiredService<TimeProvider>(), new Random(), provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<BinanceRestClient>(), supervision: new StreamSupervision { StableAfter = () => provider.GetRequiredService<RulesInForce>().StableAfter }));
        services.AddSingleton<MarketStreamsDesk>();
        services.AddSingleton(provider => new UserStreamFeed(
            observer => new UserStream(provider.GetRequiredService<BinanceRestClient>(), settings.Exchange, observer,
                provider.GetRequiredService<TimeProvider>(), new Random(), provider.GetRequiredService<ILoggerFactory>(),
                supervision: new StreamSupervision { StableAfter = () => provider.GetRequiredService<RulesInForce>().StableAfter }),
            provider.GetRequiredService<HubPublisher>(), provider.GetRequiredService<ExecutorMetrics>(),
            provider.GetRequiredService<StreamStates>(), provider.GetRequiredService<ConnectionDrops>(),
            provider.GetRequiredService<GuardrailSignals>(), provider.GetRequiredService<ServerClock>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<UserStreamProbe>();
    }

    private static void AddAccount(this IServiceCollection services, ExecutorSettings settings, OpenLedger ledger)
    {
        services.AddSingleton(Channel.CreateUnbounded<AccountMessage>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true }));
        services.AddSingleton(provider => provider.GetRequiredService<Channel<AccountMessage>>().Writer);
        services.AddSingleton<Func<StepContext>>(provider => ContextOf(settings, ledger, provider));
        services.AddSingleton(AccountCore.Restore(ledger.State));
        services.AddSingleton<Tickets>().AddSingleton<CanaryFactsReader>().AddSingleton<AccountEffects>().AddSingleton<AccountLoop>();
        services.AddSingleton(provider => new Outbox(provider.GetRequiredService<IJournal>(), provider.GetRequiredService<IEffectRunner>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Outbox>>(), settings.CheckpointEvery));
        services.AddSingleton<IEffectRunner>(provider => provider.GetRequiredService<AccountEffects>());
        services.AddSingleton<AccountReader>().AddSingleton<AccountDesk>().AddSingleton<Countdown.CountdownTimers>();
    }

    private static Func<StepContext> ContextOf(ExecutorSettings settings, OpenLedger ledger, IServiceProvider provider)
    {
        var board = provider.GetRequiredService<MarketBoard>();
        var instruments = provider.GetRequiredService<Instruments>();
        var time = provider.GetRequiredService<TimeProvider>();
        var limits = provider.GetRequiredService<LimitsInForce>();
        var pacing = provider.GetRequiredService<RetryPacing>();
        var confirmUrl = new Uri(settings.Copilot, "/copilot/confirmations/").ToString();
        return () => new StepContext
        {
            Now = time.GetUtcNow(),
            Quote = board.Find,
            Instrument = instruments.Find,
            InstrumentsAt = instruments.ReadAt,
            Limits = limits.Risk,
            CanaryBounds = limits.Current.Canary,
            FlattenOnLoss = limits.Current.FlattenOnLoss,
            SlowExchange = pacing.IsSlow,
            Venue = settings.Venue,
            Confirmation = settings.Confirmation,
            Account = ledger.Account,
            ConfirmUrl = confirmUrl,
        };
    }
}
