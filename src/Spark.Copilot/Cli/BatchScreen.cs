using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Http;
using Spectre.Console;

namespace Spark.Copilot.Cli;

/// <summary>A batch on a person's screen: a bar while it runs, then what a person has to look at, and the count.</summary>
internal static class BatchScreen
{
    private const int MostRows = 50;

    /// <param name="screen">Where to draw.</param>
    /// <param name="lines">Result lines as they come.</param>
    /// <param name="share">How much of the input is read, 0 to 1; null when that can't be known.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<int> ShowAsync(IAnsiConsole screen, IAsyncEnumerable<JsonObject> lines, Func<double?> share, CancellationToken ct)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var noted = new List<JsonObject>();
        await screen.Progress().AutoClear(true).HideCompleted(true).StartAsync(async progress =>
        {
            var task = progress.AddTask("actions", maxValue: 1);
            task.IsIndeterminate = share() is null;
            await foreach (var line in lines.WithCancellation(ct))
            {
                var status = (string)line["status"]!;
                counts[status] = counts.GetValueOrDefault(status) + 1;
                if (status != "done" && noted.Count < MostRows) noted.Add(line);
                task.Description = string.Create(CultureInfo.InvariantCulture, $"{counts.Values.Sum()} actions");
                task.Value = share() ?? 0;
            }
        });
        if (noted.Count > 0) screen.Write(Table(noted));
        screen.WriteLine(string.Join("   ", counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}"))));
        return counts.ContainsKey("failed") ? ExitCodes.ActionFailed : ExitCodes.Done;
    }

    private static Table Table(List<JsonObject> lines)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("line", "action", "status", "");
        foreach (var line in lines)
        {
            var status = (bool?)line["unknown"] == true ? "unknown" : (string)line["status"]!;
            table.AddRow(new Text(line["index"]!.ToJsonString()), new Text((string?)line["action"] ?? ""), new Text(status, StyleOf(status)), new Text(Note(line)));
        }
        return table;
    }

    private static string Note(JsonObject line) => line["confirmUrl"] is { } url ? $"confirm at {(string?)url}"
        : line["error"] is JsonObject error ? $"{(string?)error["error"] ?? (string?)error["reason"]}: {(string?)error["message"] ?? error.ToJsonString(Answers.Readable)}"
        : "";

    private static Style StyleOf(string status) => status switch
    {
        "failed" => new Style(Color.Red),
        "unknown" or "awaitingConfirmation" => new Style(Color.Yellow),
        _ => Style.Plain,
    };
}
