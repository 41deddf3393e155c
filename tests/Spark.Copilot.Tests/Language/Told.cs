using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Copilot.Language;
using Spark.Copilot.Tests.Agent;

namespace Spark.Copilot.Tests.Language;

/// <summary>Readings as short text, so that a table of sentences can be read: <c>/futures/order.place symbol=BTCUSDT side=BUY … dry</c>.</summary>
internal static class Told
{
    public static MessageReader Reader { get; } = new(Loaded.Prompts.Lexicon, PositionLimits.Standard);

    /// <summary>The reading of the last message.</summary>
    public static string Of(params IReadOnlyList<string> messages) => Of(Reader, messages);

    /// <summary>The reading of a message on a day.</summary>
    public static string On(DateOnly today, string message) => Show(Reader.Read(message, Dialogue.Empty, today).Reading);

    public static string Of(MessageReader reader, params IReadOnlyList<string> messages)
    {
        var dialogue = Dialogue.Empty;
        Reading reading = new Reading.Nothing();
        foreach (var message in messages) (reading, dialogue) = reader.Read(message, dialogue);
        return Show(reading);
    }

    private static string Show(Reading reading) => reading switch
    {
        Reading.Actions actions => string.Join(" + ", actions.Drafts.Select(Show)),
        Reading.Ask ask => "ask " + string.Join(' ', ask.Missing),
        Reading.Refuse refuse => "refuse " + refuse.Code,
        _ => "nothing",
    };

    private static string Show(Draft draft) => string.Join(' ',
        new[] { draft.Path }.Concat(draft.Params.Select(pair => $"{pair.Key}={Show(pair.Value!)}")).Append(draft.DryRun switch { true => "dry", false => "live", null => "" })).TrimEnd();

    private static string Show(JsonNode value) => value switch
    {
        JsonArray array => string.Join(',', array.Select(item => item!.ToString())),
        _ when value.GetValueKind() == JsonValueKind.Number => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.##########", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
