using Spark.Contracts;

namespace Spark.Copilot.Components.Inbox;

/// <summary>What a person has seen of the inbox, for as long as the page is open.</summary>
internal sealed class InboxState
{
    private DateTimeOffset _seen = DateTimeOffset.MinValue;

    public void Seen(IReadOnlyList<AlertEvent> alerts) => _seen = alerts.Select(alert => alert.At).Append(_seen).Max();

    public int Unseen(IReadOnlyList<AlertEvent> alerts) => alerts.Count(IsNew);

    public bool IsNew(AlertEvent alert) => alert.At > _seen;
}
