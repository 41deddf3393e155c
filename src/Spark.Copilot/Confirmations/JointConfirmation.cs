using System.Text.Json.Nodes;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Confirmations;

/// <summary>
/// Several confirmations on one page: what closes everything is two acts, and a person confirms them once. Only acts that raise no
/// exposure can be joined.
/// </summary>
internal static class JointConfirmation
{
    private const char Between = '~';

    private const int Most = 4;

    private const int Orders = 1, Positions = 2;

    // What was asked for further apart is two wishes. The page ends with the earlier one: it must leave time to read both.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(30);

    /// <summary>Where an action stands among the two that close everything: 1 for all orders, 2 for all positions; null: it is neither.</summary>
    public static int? StepOf(string? path, JsonObject? given) => (path, given?.ContainsKey("symbol")) switch
    {
        (ActionPaths.OrderCancelAll, not true) => Orders,
        (ActionPaths.PositionClose, not true) => Positions,
        _ => null,
    };

    /// <summary>
    /// The id of the page on which <paramref name="id"/> is confirmed: its own, or, where all orders and then all positions were asked for
    /// one after the other, that of both, whichever of the two is opened and whoever asked.
    /// </summary>
    /// <param name="id">Of one confirmation.</param>
    /// <param name="waiting">What waits, in the order in which it was asked for.</param>
    public static string PageOf(string id, IEnumerable<WaitingConfirmation> waiting)
    {
        WaitingConfirmation? orders = null;
        foreach (var one in waiting)
        {
            if (one.Step == Orders) orders = one;
            if (one.Step != Positions) continue;
            if (orders is not null && (id == orders.Id || id == one.Id) && one.ExpiresAt - orders.ExpiresAt <= Apart) return IdOf([orders.Id, one.Id]);
            orders = null;
        }
        return id;
    }

    /// <summary>The id of the page that shows all of them, in the order in which they are carried out.</summary>
    public static string IdOf(IEnumerable<string> ids) => string.Join(Between, ids);

    /// <summary>The ids behind a page's id: one, unless it is a joint one.</summary>
    public static IReadOnlyList<string> IdsOf(string id) => [.. id.Split(Between, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(Most)];

    /// <summary>What there is to see of all of them. One that can't be confirmed any more ends the page, unless it was carried out.</summary>
    public static Shown Join(IReadOnlyList<Shown> shown)
    {
        if (shown.OfType<Shown.Unavailable>().FirstOrDefault() is { } silent) return silent;
        if (shown.OfType<Shown.Gone>().FirstOrDefault() is { } gone) return gone;
        var pending = shown.OfType<Shown.Pending>().ToArray();
        if (pending.Length == 0) return new Shown.Used(null);
        if (shown.Count > 1 && pending.Any(one => one.Proposal.RaisesExposure)) return new Shown.Gone("unknown");
        return pending[0] with { Others = [.. pending.Skip(1).Select(one => one.Proposal)] };
    }
}
