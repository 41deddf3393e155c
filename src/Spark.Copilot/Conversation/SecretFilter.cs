using System.Text.RegularExpressions;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Conversation;

/// <summary>
/// Takes secrets out of what is kept: the keys that this service knows, whatever is labelled as one, and every text that is too long and
/// too mixed to be a word, an order's id or a price. People paste keys into chats.
/// </summary>
public sealed partial class SecretFilter(CopilotSettings settings)
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Mark = "[secret]";

    private const int ShortestKey = 8;

    private readonly string[] _plain = [.. ((string?[])[settings.AgentKey, settings.ConfirmKey, settings.Llm?.ApiKey]).Where(key => key is { Length: >= ShortestKey }).Select(key => key!)];

    /// <summary>The text without secrets. It may be JSON: nothing that is taken out holds a quote.</summary>
    public string Clean(string text)
    {
        foreach (var key in _plain) text = text.Replace(key, Mark, StringComparison.Ordinal);
        text = Labelled().Replace(text, BehindLabel);
        text = Bearer().Replace(text, "$1" + Mark);
        return Run().Replace(text, match => IsSecret(match.Value) ? Mark : match.Value);
    }

    private static string BehindLabel(Match match)
    {
        var value = match.Groups["value"];
        return LooksMadeUp(value.Value) ? match.Value[..(value.Index - match.Index)] + Mark : match.Value;
    }

    private bool IsSecret(string run) =>
        run.StartsWith("sk-", StringComparison.Ordinal) || (run.Length >= 40 && LooksMadeUp(run)) || settings.ApiKeys.Any(entry => entry.Key.Matches(run));

    private static bool LooksMadeUp(string value) => value.Any(char.IsAsciiDigit) && value.Any(char.IsAsciiLetter);

    // Shorter ones are words, prices and order ids.
    [GeneratedRegex(@"[A-Za-z0-9_+.\-]{16,}")]
    private static partial Regex Run();

    [GeneratedRegex(@"(?i)\b(bearer\s+)[A-Za-z0-9_+./=\-]{8,}")]
    private static partial Regex Bearer();

    [GeneratedRegex(@"(?i)\b(?:api[\s_-]?key|api[\s_-]?secret|secret(?:[\s_-]?key)?|token|passw(?:or)?d|parola\w*|şifre\w*|anahtar\w*)\\?""?\s*(?:is|[:=]|:=)?\s*\\?[""']?(?<value>[A-Za-z0-9_+./=\-]{8,})")]
    private static partial Regex Labelled();
}
