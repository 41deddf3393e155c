using Spark.Copilot.Agent;
using Spark.Copilot.Feed;

namespace Spark.Copilot.Suggestions;

/// <summary>Registers suggestions and maps where they are told.</summary>
internal static class SuggestionServices
{
    public static IServiceCollection AddSuggestions(this IServiceCollection services)
    {
        services.AddSignalR();
        services.AddSingleton(provider => new SuggestionDesk(
            provider.GetRequiredService<Desk>(), provider.GetRequiredService<AgentPrompts>().Suggestions, provider.GetRequiredService<TimeProvider>()));
        return services.AddHostedService<SuggestionPublisher>();
    }

    public static void MapSuggestions(this WebApplication app)
    {
        app.MapGet("/copilot/suggestions", (HttpContext context) => SuggestionEndpoints.ListAsync(context));
        app.MapPost("/copilot/suggestions/{id}/dismiss", SuggestionEndpoints.DismissAsync);
        app.MapHub<CopilotHub>(CopilotHub.Route);
    }
}
