using CsCheck;
using Spark.Domain.Orders;

namespace Spark.Domain.Tests.Orders;

public sealed class OrderLifecycleTests
{
    private const decimal Quantity = 1;

    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly OrderState Sent = new OrderState.Sent();
    private static readonly OrderState Unknown = new OrderState.Unknown(Noon);
    private static readonly OrderState Working = new OrderState.Working(7, 0.4m);
    private static readonly OrderState Filled = new OrderState.Closed(CloseReason.Filled, 1, 7);
    private static readonly OrderState Canceled = new OrderState.Closed(CloseReason.Canceled, 0.4m, 7);
    private static readonly OrderState Absent = new OrderState.Closed(CloseReason.NotPlaced, 0, null);
    private static readonly OrderState Refused = new OrderState.Closed(CloseReason.Rejected, 0, null);

    private static readonly OrderEvent Lost = new OrderEvent.AnswerLost(Noon);

    public static IEnumerable<TheoryDataRow<string, string, string>> Table() =>
    [
        new("Sent", "NotSent", "NotPlaced 0"), new("Sent", "Refused", "Rejected 0"), new("Sent", "Lost", "Unknown"), new("Sent", "Absent", "anomaly"),
        new("Sent", "New", "Working 0"), new("Sent", "Half", "Working 0.5"), new("Sent", "Filled", "Filled 1"), new("Sent", "Canceled", "Canceled 0.4"),
        new("Sent", "Expired", "Expired 0.4"), new("Sent", "Rejected", "Rejected 0"), new("Sent", "TooMuch", "anomaly"), new("Sent", "ShortFilled", "anomaly"),
        new("Unknown", "NotSent", "anomaly"), new("Unknown", "Refused", "anomaly"), new("Unknown", "Lost", "anomaly"), new("Unknown", "Absent", "NotPlaced 0"),
        new("Unknown", "New", "Working 0"), new("Unknown", "Filled", "Filled 1"), new("Unknown", "Canceled", "Canceled 0.4"),
        new("Working", "NotSent", "anomaly"), new("Working", "Refused", "anomaly"), new("Working", "Lost", "stale"), new("Working", "Absent", "anomaly"),
        new("Working", "New", "stale"), new("Working", "Half", "Working 0.5"), new("Working", "Filled", "Filled 1"), new("Working", "Canceled", "Canceled 0.4"),
        new("Working", "CanceledUnfilled", "anomaly"), new("Working", "OtherOrder", "anomaly"), new("Working", "TooMuch", "anomaly"),
        new("Filled", "New", "stale"), new("Filled", "Half", "stale"), new("Filled", "Filled", "stale"), new("Filled", "Lost", "stale"),
        new("Filled", "Absent", "anomaly"), new("Filled", "Refused", "anomaly"), new("Filled", "OtherOrder", "anomaly"),
        new("Canceled", "Half", "anomaly"), new("Canceled", "Filled", "anomaly"), new("Canceled", "New", "stale"),
        new("AbsentOrder", "New", "anomaly"), new("RefusedOrder", "Filled", "anomaly"), new("AbsentOrder", "Lost", "stale"),
    ];

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_state_meets_each_event_as_the_table_says(string state, string happened, string expected) =>
        Assert.Equal(expected, Text(OrderLifecycle.Apply(StateOf(state), EventOf(happened), Quantity)));

    [Fact]
    public void The_filled_quantity_never_falls_and_a_closed_order_never_reopens() => Events.Array[1, 30].Sample(events =>
    {
        var state = Sent;
        foreach (var happened in events)
        {
            if (OrderLifecycle.Apply(state, happened, Quantity) is not OrderTransition.Moved { To: var next }) continue;
            Assert.True(next.Filled >= state.Filled);
            Assert.False(state.IsClosed);
            state = next;
        }
    });

    [Fact]
    public void The_reports_of_one_order_in_any_order_end_alike_or_in_an_anomaly() =>
        Gen.Select(Gen.Int[1, 6], Gen.Bool, Gen.Int[0, 1_000_000]).Sample((fills, canceled, seed) =>
        {
            var reports = ReportsOf(fills, canceled);
            var right = Fold(reports).State;
            var shuffled = reports.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (state, anomaly) = Fold(shuffled);
            Assert.True(anomaly || state.Equals(right), $"{state} is not {right}");
        });

    [Fact]
    public void Repeated_reports_change_nothing() => Gen.Select(Gen.Int[1, 6], Gen.Bool).Sample((fills, canceled) =>
    {
        var reports = ReportsOf(fills, canceled);
        var twice = reports.SelectMany(report => (OrderEvent[])[report, report]).ToArray();
        Assert.Equal((Fold(reports).State, false), Fold(twice));
    });

    // What an exchange tells of one order, in its own order.
    private static OrderEvent[] ReportsOf(int fills, bool canceled)
    {
        var reports = new List<OrderEvent> { new OrderEvent.Reported(7, OrderStatus.New, 0) };
        for (var i = 1; i <= fills; i++)
        {
            var filled = canceled ? i * 0.1m : i == fills ? Quantity : i * 0.1m;
            reports.Add(new OrderEvent.Reported(7, filled == Quantity ? OrderStatus.Filled : OrderStatus.PartiallyFilled, filled));
        }
        if (canceled) reports.Add(new OrderEvent.Reported(7, OrderStatus.Canceled, fills * 0.1m));
        return [.. reports];
    }

    private static (OrderState State, bool Anomaly) Fold(IEnumerable<OrderEvent> events)
    {
        var (state, anomaly) = (Sent, false);
        foreach (var happened in events)
        {
            switch (OrderLifecycle.Apply(state, happened, Quantity))
            {
                case OrderTransition.Moved moved: state = moved.To; break;
                case OrderTransition.Anomaly: anomaly = true; break;
            }
        }
        return (state, anomaly);
    }

    private static readonly Gen<OrderEvent> Events = Gen.OneOf(
        Gen.Int[0, 3].Select(i => ((OrderEvent[])[Lost, new OrderEvent.NotSent(), new OrderEvent.Refused(), new OrderEvent.ProvedAbsent()])[i]),
        Gen.Select(Gen.Long[6, 8], Gen.Int[0, 6], Gen.Int[0, 12])
            .Select((id, status, filled) => (OrderEvent)new OrderEvent.Reported(id, (OrderStatus)status, filled * 0.1m)));

    private static OrderState StateOf(string name) => name switch
    {
        "Sent" => Sent,
        "Unknown" => Unknown,
        "Working" => Working,
        "Filled" => Filled,
        "Canceled" => Canceled,
        "AbsentOrder" => Absent,
        _ => Refused,
    };

    private static OrderEvent EventOf(string name) => name switch
    {
        "NotSent" => new OrderEvent.NotSent(),
        "Refused" => new OrderEvent.Refused(),
        "Lost" => Lost,
        "Absent" => new OrderEvent.ProvedAbsent(),
        "New" => new OrderEvent.Reported(7, OrderStatus.New, 0),
        "Half" => new OrderEvent.Reported(7, OrderStatus.PartiallyFilled, 0.5m),
        "Filled" => new OrderEvent.Reported(7, OrderStatus.Filled, 1),
        "ShortFilled" => new OrderEvent.Reported(7, OrderStatus.Filled, 0.9m),
        "TooMuch" => new OrderEvent.Reported(7, OrderStatus.PartiallyFilled, 1.1m),
        "Canceled" => new OrderEvent.Reported(7, OrderStatus.Canceled, 0.4m),
        "CanceledUnfilled" => new OrderEvent.Reported(7, OrderStatus.Canceled, 0),
        "Expired" => new OrderEvent.Reported(7, OrderStatus.ExpiredInMatch, 0.4m),
        "Rejected" => new OrderEvent.Reported(7, OrderStatus.Rejected, 0),
        _ => new OrderEvent.Reported(8, OrderStatus.Filled, 1),
    };

    private static string Text(OrderTransition transition) => transition switch
    {
        OrderTransition.Moved { To: OrderState.Closed closed } => FormattableString.Invariant($"{closed.Reason} {closed.FilledQuantity}"),
        OrderTransition.Moved { To: OrderState.Working working } => FormattableString.Invariant($"Working {working.FilledQuantity}"),
        OrderTransition.Moved { To: var to } => to.GetType().Name,
        OrderTransition.Stale => "stale",
        _ => "anomaly",
    };
}
