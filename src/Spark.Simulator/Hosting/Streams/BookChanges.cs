using System.Text.Json;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>What has changed in a book since the last frame of a diff depth stream.</summary>
internal sealed class BookChanges
{
    private readonly Market _market;
    private List<(long Ticks, long Lots)> _bids;
    private List<(long Ticks, long Lots)> _asks;
    private bool _isFirst = true;

    /// <summary>Changes count from now on.</summary>
    public BookChanges(Market market)
    {
        _market = market;
        (_bids, _asks) = (LevelsOf(market.Book.Bids), LevelsOf(market.Book.Asks));
        LastUpdateId = market.Book.LastUpdateId;
    }

    /// <summary>Update id that the frames have come to.</summary>
    public long LastUpdateId { get; private set; }

    /// <summary>The frame of what has changed; null when nothing has.</summary>
    public byte[]? Take(long eventTime, long time)
    {
        if (LastUpdateId == _market.Book.LastUpdateId) return null;
        var frame = WireWriting.Json((changes: this, eventTime, time), static (writer, x) => x.changes.Write(writer, x.eventTime, x.time));
        (_bids, _asks) = (LevelsOf(_market.Book.Bids), LevelsOf(_market.Book.Asks));
        LastUpdateId = _market.Book.LastUpdateId;
        _isFirst = false;
        return frame;
    }

    private void Write(Utf8JsonWriter writer, long eventTime, long time)
    {
        var contract = _market.Contract;
        writer.WriteStartObject();
        writer.WriteString("e", "depthUpdate");
        writer.WriteNumber("E", eventTime);
        writer.WriteNumber("T", time);
        writer.WriteString("s", contract.Name);
        writer.WriteString("ps", contract.Name);
        // The first frame reaches back to where counting began, so that a snapshot taken right then fits it.
        writer.WriteNumber("U", _isFirst ? LastUpdateId : LastUpdateId + 1);
        writer.WriteNumber("u", _market.Book.LastUpdateId);
        writer.WriteNumber("pu", LastUpdateId);
        WriteChanges(writer, "b", _bids, _market.Book.Bids, descending: true);
        WriteChanges(writer, "a", _asks, _market.Book.Asks, descending: false);
        writer.WriteNumber("st", 1);
        writer.WriteEndObject();
    }

    /// <summary>Walks both lists from the best level; a level that is gone is written with quantity 0.</summary>
    private void WriteChanges(Utf8JsonWriter writer, string name, List<(long Ticks, long Lots)> before, BookSide after, bool descending)
    {
        writer.WriteStartArray(name);
        var (i, rank) = (0, 0);
        while (i < before.Count || rank < after.Count)
        {
            var order = i == before.Count ? 1 : rank == after.Count ? -1 : Compare(before[i].Ticks, after[rank].Ticks, descending);
            if (order < 0) WriteLevel(writer, before[i++].Ticks, 0);
            else if (order > 0) WriteLevel(writer, after[rank].Ticks, after[rank++].Lots);
            else if (before[i++].Lots != after[rank].Lots) WriteLevel(writer, after[rank].Ticks, after[rank++].Lots);
            else rank++;
        }
        writer.WriteEndArray();
    }

    private void WriteLevel(Utf8JsonWriter writer, long ticks, long lots)
    {
        var contract = _market.Contract;
        writer.WriteStartArray();
        writer.AmountValue(contract.ToPrice(ticks), contract.PriceDigits);
        writer.AmountValue(contract.ToQuantity(lots), contract.QuantityDigits);
        writer.WriteEndArray();
    }

    private static int Compare(long left, long right, bool descending) => descending ? right.CompareTo(left) : left.CompareTo(right);

    private static List<(long Ticks, long Lots)> LevelsOf(BookSide side)
    {
        var levels = new List<(long Ticks, long Lots)>(side.Count);
        for (var rank = 0; rank < side.Count; rank++) levels.Add((side[rank].Ticks, side[rank].Lots));
        return levels;
    }
}
