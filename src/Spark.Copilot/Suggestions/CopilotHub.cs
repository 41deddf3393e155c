using Microsoft.AspNetCore.SignalR;

namespace Spark.Copilot.Suggestions;

/// <summary>
/// <c>/hubs/copilot</c>: suggestions and alerts as they come. Clients only listen; <c>?language=tr</c> chooses the language. Whoever
/// connects is told what stands already.
/// </summary>
internal sealed class CopilotHub(SuggestionDesk suggestions) : Hub
{
    public const string Route = "/hubs/copilot";

    public const string SuggestionEvent = "suggestion";

    public const string ClearedEvent = "cleared";

    public const string AlertEvent = "alert";

    private const string WatchKey = "watch";

    public override async Task OnConnectedAsync()
    {
        var language = SuggestionLanguage.Of(Context.GetHttpContext()?.Request.Query["language"]);
        Context.Items[WatchKey] = suggestions.Watch();
        await Groups.AddToGroupAsync(Context.ConnectionId, language);
        foreach (var standing in suggestions.Open.Reverse()) await Clients.Caller.SendAsync(SuggestionEvent, suggestions.ToJson(standing, language));
        await base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        (Context.Items[WatchKey] as IDisposable)?.Dispose();
        return base.OnDisconnectedAsync(exception);
    }
}
