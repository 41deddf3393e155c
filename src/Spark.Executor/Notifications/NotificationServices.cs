using Spark.Executor.Hosting;
using Spark.Executor.Hub;

namespace Spark.Executor.Notifications;

/// <summary>Registers the ways to tell people that settings name.</summary>
internal static class NotificationServices
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void AddNotifications(this IServiceCollection services, ExecutorSettings settings, OpenLedger ledger)
    {
        services.AddSingleton(provider =>
        {
            var http = new HttpDelivery(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience });
            return new NotificationDesk(NotifiersOf(settings.Notifications, http), new DeadLetters(ledger.Folder), provider.GetRequiredService<HubPublisher>(), settings.Notifications,
                VenueSettings.Word(settings.Venue), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<NotificationDesk>>());
        });
        services.AddHostedService(provider => provider.GetRequiredService<NotificationDesk>());
    }

    private static IEnumerable<INotifier> NotifiersOf(NotificationSettings settings, HttpDelivery http)
    {
        if (settings.Webhook is { } webhook) yield return new WebhookNotifier(http, webhook);
        if (settings.PagerDutyKey is { } key) yield return new PagerDutyNotifier(http, settings.PagerDuty, key);
        if (settings.Alertmanager is { } alertmanager) yield return new AlertmanagerNotifier(http, alertmanager);
    }
}
