using System.Text.Json;

namespace Spark.Executor.Journal;

/// <summary>Writes entries as <see cref="JournalJson"/> would, the commonest by hand.</summary>
internal static class EntryJson
{
    private static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind"), DryRun = JsonEncodedText.Encode(OrderDryRun.Kind), Intent = JsonEncodedText.Encode("intent"),
        MarkPrice = JsonEncodedText.Encode("markPrice"), At = JsonEncodedText.Encode("at"), Actor = JsonEncodedText.Encode("actor");

    /// <summary>Writes an entry.</summary>
    public static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        if (entry is OrderDryRun dryRun) Write(json, dryRun);
        else JsonSerializer.Serialize(json, entry, JournalJson.Default.JournalEntry);
    }

    // Most of what a busy journal holds is dry runs, and for a type of many kinds the generated code has no short way: it takes five times as long.
    private static void Write(Utf8JsonWriter json, OrderDryRun entry)
    {
        json.WriteStartObject();
        json.WriteString(Kind, DryRun);
        json.WritePropertyName(Intent);
        JsonSerializer.Serialize(json, entry.Intent, JournalJson.Default.OrderIntent);
        if (entry.MarkPrice is { } price) json.WriteNumber(MarkPrice, price);
        else json.WriteNull(MarkPrice);
        json.WriteString(At, entry.At);
        json.WriteString(Actor, entry.Actor);
        json.WriteEndObject();
        json.Flush();
    }
}
