namespace Spark.Copilot.Confirmations;

/// <summary>
/// Several confirmations on one page: what closes everything is two acts, and a person confirms them once. Only acts that raise no
/// exposure can be joined.
/// </summary>
internal static class JointConfirmation
{
    private const char Between = '~';

    private const int Most = 4;

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
