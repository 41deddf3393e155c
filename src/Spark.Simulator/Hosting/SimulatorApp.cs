using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Spark.Simulator.Faults;
using Spark.Simulator.Hosting.Control;
using Spark.Simulator.Hosting.Rest;
using Spark.Simulator.Hosting.Streams;

namespace Spark.Simulator.Hosting;

/// <summary>
/// The embedded exchange as a web application: <c>Build</c>, <c>StartAsync</c>, <see cref="AddressOf"/>, <see cref="ControlOf"/>.
/// </summary>
public static class SimulatorApp
{
    /// <summary>Builds the application; nothing listens yet.</summary>
    /// <exception cref="SettingsException">A setting is not allowed.</exception>
    /// <exception cref="Storage.FolderInUseException">Another process works in the data folder.</exception>
    public static WebApplication Build(SimulatorSettings settings)
    {
        var addresses = ListenAddress.ParseAll("SPARK_SIMULATOR_URLS", settings.Urls);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Spark.Simulator" });
        settings.Logging?.Invoke(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var address in addresses)
            {
                if (address.Address is { } ip) kestrel.Listen(ip, address.Port);
                else kestrel.ListenLocalhost(address.Port);
            }
        });
        AddExchange(builder.Services, settings);
        settings.Services?.Invoke(builder.Services);
        var app = builder.Build();
        app.Services.GetRequiredService<Mailbox>();
        MapExchange(app, settings);
        return app;
    }

    /// <summary>The first address that a started application listens on.</summary>
    public static Uri AddressOf(WebApplication app) => new(
        app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>The levers: faults, prices, accounts, reset.</summary>
    public static SimulatorControl ControlOf(WebApplication app) => app.Services.GetRequiredService<SimulatorControl>();

    private static void AddExchange(IServiceCollection services, SimulatorSettings settings)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        services.AddSingleton(settings);
        services.AddSingleton<FaultPlan>();
        services.AddSingleton<StreamHub>();
        services.AddSingleton<Mailbox>();
        services.AddHostedService(provider => provider.GetRequiredService<Mailbox>());
        services.AddSingleton<RateLimits>();
        services.AddSingleton<ExchangeApi>();
        services.AddSingleton<SocketEndpoint>();
        services.AddSingleton<BrowserGuard>();
        services.AddSingleton(provider => new SimulatorControl(
            provider.GetRequiredService<Mailbox>(), settings, provider.GetRequiredService<FaultPlan>()));
        services.AddSingleton<ControlApi>();
    }

    private static void MapExchange(WebApplication app, SimulatorSettings settings)
    {
        var api = app.Services.GetRequiredService<ExchangeApi>();
        var control = app.Services.GetRequiredService<ControlApi>();
        var sockets = app.Services.GetRequiredService<SocketEndpoint>();
        app.Use((context, next) =>
        {
            if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
            {
                context.Features.Set<IHttpUpgradeFeature>(new FreezableUpgrade(upgrade));
            }
            return next(context);
        });
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = settings.PingEvery, KeepAliveTimeout = settings.PongWithin });
        app.Run(context => context.Request.Path.Value switch
        {
            { } path when path.StartsWith("/sim/", StringComparison.Ordinal) => control.HandleAsync(context),
            { } path when SocketEndpoint.Covers(path) => sockets.ServeAsync(context),
            _ => api.HandleAsync(context),
        });
    }
}
