using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Copilot.Http;
using Spectre.Console;

namespace Spark.Copilot.Cli;

/// <summary>An answer of the executor as tables: lists of things as rows, one thing as names and values. What it is made of is never markup.</summary>
internal static class ResultTables
{
    private static readonly string[] Aside = ["timestamp", "asOf", "source"];

    public static IEnumerable<Table> Of(JsonObject result)
    {
        var plain = result.Where(pair => !Aside.Contains(pair.Key) && pair.Value is not (JsonObject or JsonArray { Count: > 0 })).ToList();
        if (plain.Count > 0) yield return Pairs(null, plain);
        foreach (var (name, value) in result)
        {
            if (value is JsonArray list && list.Any(item => item is JsonObject)) yield return Rows(name, list);
            else if (value is JsonObject one) yield return Pairs(name, one);
        }
    }

    private static Table Rows(string name, JsonArray list)
    {
        var things = list.OfType<JsonObject>().ToList();
        var columns = things.SelectMany(thing => thing.Select(pair => pair.Key)).Distinct().ToList();
        var table = New(name);
        foreach (var column in columns) table.AddColumn(Markup.Escape(column));
        foreach (var thing in things) table.AddRow([.. columns.Select(column => Cell(thing[column]))]);
        return table;
    }

    private static Table Pairs(string? name, IEnumerable<KeyValuePair<string, JsonNode?>> pairs)
    {
        var table = New(name).HideHeaders().AddColumn("").AddColumn("");
        foreach (var (key, value) in pairs) table.AddRow(new Text(key), Cell(value));
        return table;
    }

    private static Table New(string? name)
    {
        var table = new Table().Border(TableBorder.Rounded);
        if (name is not null) table.Title(Markup.Escape(name));
        return table;
    }

    private static Text Cell(JsonNode? value) => new(value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(Answers.Readable),
    });
}
