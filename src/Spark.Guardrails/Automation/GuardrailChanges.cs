using System.Collections.Immutable;
using System.Globalization;

namespace Spark.Guardrails.Automation;

/// <summary>What two sets of rules differ in, in words for a record. Whatever makes Spark act later, less, or tell less is called looser.</summary>
public static class GuardrailChanges
{
    /// <summary>A line for each value that is different, rules in the order in which they stood.</summary>
    public static ImmutableArray<string> Between(GuardrailRules before, GuardrailRules after) =>
    [
        .. Changed("", "everySeconds", before.Every.TotalSeconds, after.Every.TotalSeconds, after.Every > before.Every),
        .. before.Rules.SelectMany(rule => after.Find(rule.Name) is { } now ? Between(rule, now) : [$"{rule.Name} is gone (looser)"]),
        .. after.Rules.Where(rule => before.Find(rule.Name) is null).Select(rule =>
            Text($"{rule.Name} is new: {rule.Signal.ToWord()} {rule.Threshold}, {rule.Action.ToWord()}, {rule.Notification.ToWord()}")),
    ];

    private static IEnumerable<string> Between(GuardrailRule was, GuardrailRule now)
    {
        var isLater = now.Signal.IsEvent() ? now.Threshold < was.Threshold : now.Threshold > was.Threshold;
        return
        [
            .. Changed(was.Name, "signal", was.Signal.ToWord(), now.Signal.ToWord(), false),
            .. Changed(was.Name, "action", was.Action.ToWord(), now.Action.ToWord(), was.Action == GuardrailAction.OpenCircuitBreaker),
            .. Changed(was.Name, "threshold", was.Threshold, now.Threshold, isLater),
            .. Changed(was.Name, "windowSeconds", was.Window.TotalSeconds, now.Window.TotalSeconds, now.Window > was.Window),
            .. Changed(was.Name, "minSamples", was.MinSamples, now.MinSamples, now.MinSamples > was.MinSamples),
            .. Changed(was.Name, "hysteresis", was.Hysteresis, now.Hysteresis, now.Hysteresis < was.Hysteresis),
            .. Changed(was.Name, "coolDownSeconds", was.CoolDown.TotalSeconds, now.CoolDown.TotalSeconds, now.CoolDown > was.CoolDown),
            .. Changed(was.Name, "notification", was.Notification.ToWord(), now.Notification.ToWord(), Loudness(now.Notification) < Loudness(was.Notification)),
            .. Changed(was.Name, "notifyAfter", was.NotifyAfter, now.NotifyAfter, now.NotifyAfter > was.NotifyAfter),
            .. Changed(was.Name, "notifyWindowSeconds", was.NotifyWindow.TotalSeconds, now.NotifyWindow.TotalSeconds, now.NotifyWindow < was.NotifyWindow),
        ];
    }

    private static IEnumerable<string> Changed<T>(string rule, string field, T was, T now, bool isLooser) =>
        EqualityComparer<T>.Default.Equals(was, now) ? [] : [Text($"{rule}{(rule.Length == 0 ? "" : " ")}{field} {was} -> {now}{(isLooser ? " (looser)" : "")}")];

    private static int Loudness(Notification notification) => notification switch { Notification.PageOnCallEngineer => 2, Notification.AlertOpsChannel => 1, _ => 0 };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
