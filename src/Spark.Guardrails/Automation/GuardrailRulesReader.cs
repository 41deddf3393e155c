using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Spark.Guardrails.Automation;

/// <summary>
/// Reads a file of rules over the built-in ones: a rule of a built-in's name changes it, another name adds one. All faults are told at once.
/// </summary>
public sealed class GuardrailRulesReader
{
    private static readonly string[] Top = ["everySeconds", "rules"];

    private static readonly string[] Fields =
        ["name", "signal", "threshold", "windowSeconds", "minSamples", "hysteresis", "coolDownSeconds", "action", "notification", "notifyAfter", "notifyWindowSeconds"];

    private readonly List<GuardrailRulesFault> _faults = [];

    private GuardrailRulesReader()
    {
    }

    /// <summary>The rules of <paramref name="json"/>, or why it can't be used.</summary>
    /// <returns>The rules, which are the built-in ones when there is a fault, and the faults.</returns>
    public static (GuardrailRules Rules, ImmutableArray<GuardrailRulesFault> Faults) Read(string json)
    {
        var reader = new GuardrailRulesReader();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var rules = reader.ReadAll(document.RootElement);
            return reader._faults.Count == 0 ? (rules, []) : (GuardrailRules.BuiltIn, [.. reader._faults]);
        }
        catch (JsonException e)
        {
            return (GuardrailRules.BuiltIn, [new GuardrailRulesFault("", string.Create(CultureInfo.InvariantCulture, $"no JSON at line {e.LineNumber + 1}"))]);
        }
    }

    private GuardrailRules ReadAll(JsonElement root)
    {
        var rules = GuardrailRules.BuiltIn.Rules.ToBuilder();
        if (!IsObject(root, "", Top)) return GuardrailRules.BuiltIn;
        var every = Number(root, "", "everySeconds", GuardrailRules.BuiltIn.Every.TotalSeconds, 0.1, 60);
        if (root.TryGetProperty("rules", out var list)) ReadRules(list, rules);
        return new GuardrailRules { Rules = rules.ToImmutable(), Every = TimeSpan.FromSeconds(every) };
    }

    private void ReadRules(JsonElement list, ImmutableArray<GuardrailRule>.Builder rules)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            Fault("rules", $"{list.ValueKind} where a list is needed");
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"rules[{index++}]");
            if (!IsObject(item, path, Fields) || Name(item, path) is not { } name) continue;
            if (!seen.Add(name)) Fault(path + ".name", $"'{name}' is there twice");
            var known = rules.Select(rule => rule.Name).ToList().IndexOf(name);
            if (known >= 0) rules[known] = Changed(item, path, rules[known]);
            else if (Added(item, path, name) is { } added) rules.Add(added);
        }
    }

    private GuardrailRule Changed(JsonElement item, string path, GuardrailRule rule)
    {
        foreach (var kept in (string[])["signal", "action"])
        {
            if (item.TryGetProperty(kept, out _)) Fault($"{path}.{kept}", $"a built-in rule keeps its {kept}; give another name to add a rule");
        }
        return WithNumbers(item, path, rule with { Notification = Choice<Notification>(item, path, "notification", NotificationExtensions.ToWord, rule.Notification) ?? rule.Notification });
    }

    private GuardrailRule? Added(JsonElement item, string path, string name)
    {
        var signal = Choice<SignalKind>(item, path, "signal", SignalKindExtensions.ToWord, null);
        var action = Choice<AutomaticAction>(item, path, "action", AutomaticActionExtensions.ToWord, null);
        var notification = Choice<Notification>(item, path, "notification", NotificationExtensions.ToWord, Notification.AlertOpsChannel);
        if (!item.TryGetProperty("threshold", out _)) Fault(path + ".threshold", "is missing");
        if (signal is null || action is null || notification is null) return null;
        if (signal.Value.IsEvent() != (action == AutomaticAction.ReconnectWithBackoff))
        {
            Fault(path + ".action", $"{action.Value.ToWord()} does not go with {signal.Value.ToWord()}: {AutomaticAction.ReconnectWithBackoff.ToWord()} goes with {SignalKind.ConnectionAge.ToWord()}, and with nothing else");
            return null;
        }
        return WithNumbers(item, path, new GuardrailRule(name, signal.Value, 0, action.Value, notification.Value) { MinSamples = LeastSamples(signal.Value) });
    }

    // A gauge is one sample.
    private static int LeastSamples(SignalKind signal) => signal is SignalKind.ClockSkew or SignalKind.UnknownOrders or SignalKind.ConnectionAge ? 1 : 20;

    private GuardrailRule WithNumbers(JsonElement item, string path, GuardrailRule rule) => rule with
    {
        Threshold = Number(item, path, "threshold", rule.Threshold, 0, rule.Signal.Ceiling()),
        Window = TimeSpan.FromSeconds(Number(item, path, "windowSeconds", rule.Window.TotalSeconds, 1, 3600)),
        MinSamples = (int)Number(item, path, "minSamples", rule.MinSamples, 1, 10_000),
        Hysteresis = Number(item, path, "hysteresis", rule.Hysteresis, 0, 0.9),
        CoolDown = TimeSpan.FromSeconds(Number(item, path, "coolDownSeconds", rule.CoolDown.TotalSeconds, 0, 3600)),
        NotifyAfter = (int)Number(item, path, "notifyAfter", rule.NotifyAfter, 1, 1000),
        NotifyWindow = TimeSpan.FromSeconds(Number(item, path, "notifyWindowSeconds", rule.NotifyWindow.TotalSeconds, 1, 86_400)),
    };

    private bool IsObject(JsonElement element, string path, string[] fields)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault(path, $"{element.ValueKind} where an object is needed");
            return false;
        }
        foreach (var property in element.EnumerateObject())
        {
            if (!fields.Contains(property.Name)) Fault(At(path, property.Name), $"is not known: {string.Join(", ", fields)} are");
        }
        return true;
    }

    private string? Name(JsonElement item, string path)
    {
        if (item.TryGetProperty("name", out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: >= 1 and <= 64 } name
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return name;
        Fault(path + ".name", "1 to 64 letters, digits, - or _ are needed");
        return null;
    }

    private double Number(JsonElement item, string path, string name, double otherwise, double least, double most)
    {
        if (!item.TryGetProperty(name, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most) return number;
        Fault(At(path, name), string.Create(CultureInfo.InvariantCulture, $"{value.GetRawText()} is not a number from {least} to {most}"));
        return otherwise;
    }

    private T? Choice<T>(JsonElement item, string path, string name, Func<T, string> word, T? otherwise)
        where T : struct, Enum
    {
        if (!item.TryGetProperty(name, out var value))
        {
            if (otherwise is null) Fault(At(path, name), "is missing");
            return otherwise;
        }
        foreach (var choice in Enum.GetValues<T>())
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() == word(choice)) return choice;
        }
        Fault(At(path, name), $"{value.GetRawText()} is none of {string.Join(", ", Enum.GetValues<T>().Select(word))}");
        return null;
    }

    private void Fault(string path, string message) => _faults.Add(new GuardrailRulesFault(path, message));

    private static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
