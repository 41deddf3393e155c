using System.Text.Json;

namespace Spark.Binance.Streams.Market.Book;

/// <summary>From a <c>@depth</c> message's bytes to a difference, without garbage. Both the combined form and the bare event are read.</summary>
public sealed class DepthDiffReader(SymbolTable symbols)
{
    /// <summary>Null when <paramref name="into"/> was filled; otherwise why the message is none, in words that never quote it.</summary>
    public string? Read(ReadOnlySpan<byte> message, DepthDiff into)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader, into) : "the message is not an object";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "the message is not what its stream promises";
        }
    }

    private string? ReadObject(ref Utf8JsonReader reader, DepthDiff into)
    {
        var seen = Members.None;
        into.BidBuffer.Clear();
        into.AskBuffer.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8)) return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader, into) : "'data' is not an object";
            seen |= ReadMember(ref reader, into);
        }
        return Lacking(seen);
    }

    private Members ReadMember(ref Utf8JsonReader reader, DepthDiff into)
    {
        if (reader.ValueTextEquals("pu"u8))
        {
            into.PreviousUpdateId = JsonFields.Int64(ref reader);
            return Members.Previous;
        }
        switch (JsonFields.Letter(reader))
        {
            case (byte)'e':
                reader.Read();
                return reader.ValueTextEquals("depthUpdate"u8) ? Members.Event : Members.None;
            case (byte)'E':
                into.EventTime = JsonFields.Int64(ref reader);
                return Members.None;
            case (byte)'s' when JsonFields.IsKnown(ref reader, symbols, out var symbol):
                into.Symbol = symbol;
                return Members.Symbol;
            case (byte)'s':
                return Members.None;
            case (byte)'U':
                into.FirstUpdateId = JsonFields.Int64(ref reader);
                return Members.First;
            case (byte)'u':
                into.LastUpdateId = JsonFields.Int64(ref reader);
                return Members.Last;
            case (byte)'b':
                JsonFields.Levels(ref reader, into.BidBuffer);
                return Members.Bids;
            case (byte)'a':
                JsonFields.Levels(ref reader, into.AskBuffer);
                return Members.Asks;
            default:
                reader.Skip();
                return Members.None;
        }
    }

    private static string? Lacking(Members seen) => (Members.All & ~seen) switch
    {
        Members.None => null,
        var missing when missing.HasFlag(Members.Event) => "'e' is not depthUpdate",
        var missing when missing.HasFlag(Members.Symbol) => "'s' is no symbol that was asked for",
        var missing when missing.HasFlag(Members.First) => "'U' is missing",
        var missing when missing.HasFlag(Members.Last) => "'u' is missing",
        var missing when missing.HasFlag(Members.Previous) => "'pu' is missing",
        var missing when missing.HasFlag(Members.Bids) => "'b' is missing",
        _ => "'a' is missing",
    };

    [Flags]
    private enum Members
    {
        None = 0,
        Event = 1,
        Symbol = 2,
        First = 4,
        Last = 8,
        Previous = 16,
        Bids = 32,
        Asks = 64,
        All = 127,
    }
}
