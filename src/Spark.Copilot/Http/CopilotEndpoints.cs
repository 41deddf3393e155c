using Spark.Copilot.Batches;

namespace Spark.Copilot.Http;

/// <summary>The copilot's REST surface.</summary>
internal static class CopilotEndpoints
{
    public static void MapCopilot(this WebApplication app)
    {
        app.MapPost("/copilot/chat", (HttpContext context) => ChatEndpoint.AnswerAsync(context));
        app.MapPost("/copilot/actions/validate", (HttpContext context) => ActionEndpoints.ValidateAsync(context));
        app.MapPost("/copilot/actions/run", (HttpContext context) => BatchEndpoint.RunAsync(context));
        app.MapGet("/copilot/actions/catalogue", (HttpContext context) => ActionEndpoints.CatalogueAsync(context));
        app.MapGet("/copilot/conversations", (HttpContext context) => ConversationEndpoints.ListAsync(context));
        app.MapGet("/copilot/conversations/{id}", ConversationEndpoints.ShowAsync);
        app.MapDelete("/copilot/conversations/{id}", ConversationEndpoints.DeleteAsync);
    }
}
