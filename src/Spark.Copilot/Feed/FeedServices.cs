namespace Spark.Copilot.Feed;

/// <summary>Registers the desk and what keeps it fresh.</summary>
internal static class FeedServices
{
    public static IServiceCollection AddFeed(this IServiceCollection services)
    {
        services.AddSingleton<Desk>().AddSingleton<DeskReader>().AddSingleton<DeskWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DeskWatch>());
        services.AddHostedService<HubLink>();
        return services;
    }
}
