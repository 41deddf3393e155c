using System.Text.Json.Nodes;
using Spark.Contracts;
using Spark.Copilot.Audit;

namespace Spark.Copilot.Tests.Audit;

public sealed class AuditFilterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly AuditRow Intended = Row(1, "order.intended", """{"intent":{"clientOrderId":"spk-1","symbol":"BTCUSDT","side":"Buy","type":"Market","quantity":0.001,"price":null}}""");

    private static readonly AuditRow Fill = Row(2, "order.fill", """{"fill":{"symbol":"BTCUSDT","side":"Buy","price":65000,"quantity":0.001,"clientOrderId":"spk-1"}}""");

    private static readonly AuditRow Refused = Row(3, "risk.refused", """{"intent":{"symbol":"ETHUSDT","side":"Sell","type":"Limit","quantity":9,"price":3000},"error":"MaxNotionalExceeded"}""");

    private static readonly AuditRow Proposed = Row(4, "action.proposed", """{"summary":"BUY 0.001 BTCUSDT MARKET","params":"{\"params\":{\"symbol\":\"BTCUSDT\"}}"}""");

    private static readonly AuditRow Lost = Row(5, "order.answerLost", """{"clientOrderId":"spk-9"}""");

    [Fact]
    public void A_record_is_told_in_one_line_with_its_symbol_and_outcome()
    {
        Assert.Equal(("BUY 0.001 BTCUSDT MARKET", "BTCUSDT", AuditOutcome.Noted), (Intended.Brief, Intended.Symbol, Intended.Outcome));
        Assert.Equal(("MaxNotionalExceeded: SELL 9 ETHUSDT LIMIT @ 3000", "ETHUSDT", AuditOutcome.Refused), (Refused.Brief, Refused.Symbol, Refused.Outcome));
        Assert.Equal(("BTCUSDT", AuditOutcome.Proposed), (Proposed.Symbol, Proposed.Outcome));
        Assert.Equal((AuditGroup.Fills, AuditOutcome.Done), (Fill.Group, Fill.Outcome));
        Assert.Equal((null, AuditOutcome.Unknown), (Lost.Symbol, Lost.Outcome));
    }

    [Theory]
    [InlineData(200, AuditOutcome.Done)]
    [InlineData(400, AuditOutcome.Refused)]
    [InlineData(503, AuditOutcome.Unknown)]
    public void An_answer_is_known_by_its_status_and_an_unknown_one_is_neither_done_nor_refused(int status, object outcome) =>
        Assert.Equal((AuditOutcome)outcome, Row(1, "action.answered", $$"""{"status":{{status}},"body":"{}"}""").Outcome);

    [Fact]
    public void Without_a_filter_everything_is_seen() => Assert.Equal([1, 2, 3, 4, 5], Seen(AuditFilter.Everything));

    [Fact]
    public void Filters_narrow_together()
    {
        Assert.Equal([1, 5], Seen(new AuditFilter { Group = AuditGroup.Orders }));
        Assert.Equal([1, 2, 4], Seen(new AuditFilter { Symbol = "BTCUSDT" }));
        Assert.Equal([3], Seen(new AuditFilter { Outcome = AuditOutcome.Refused }));
        Assert.Equal([1, 2], Seen(new AuditFilter { Text = " SPK-1 " }));
        Assert.Equal([2, 3], Seen(new AuditFilter { From = Noon.AddSeconds(2), To = Noon.AddSeconds(4) }));
        Assert.Empty(Seen(new AuditFilter { Symbol = "ETHUSDT", Outcome = AuditOutcome.Done }));
    }

    [Fact]
    public void A_record_of_a_kind_that_this_page_does_not_know_is_shown_all_the_same()
    {
        var strange = Row(9, "something.new", """{"a":1,"b":{"c":2}}""");

        Assert.Equal((AuditGroup.Other, "a 1"), (strange.Group, strange.Brief));
    }

    private static long[] Seen(AuditFilter filter) => [.. ((AuditRow[])[Intended, Fill, Refused, Proposed, Lost]).Where(filter.Takes).Select(row => row.Record.Seq)];

    private static AuditRow Row(long seq, string kind, string data) =>
        new(new AuditRecordView { Seq = seq, At = Noon.AddSeconds(seq), Kind = kind, Actor = "person:local", Data = JsonNode.Parse(data)!.AsObject(), Hash = "h" });
}
