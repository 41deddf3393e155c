using Spark.Binance.Streams;
using Spark.Binance.Streams.User;
using Spark.Executor.Streams;

namespace Spark.Executor.Tests.Streams;

public sealed class StreamStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_heard_before_a_stream_was_let_go_says_nothing_once_it_is_wanted_again()
    {
        var state = new StreamState(StreamTypes.Market, StreamRoute.Public);
        state.Want(() => 1);
        state.Received(StreamRoute.Public, Start);
        state.Unwant();

        state.Want(() => 1);

        Assert.Null(state.View(Start.AddHours(1)).LastMessageAt);
    }

    [Fact]
    public void A_connection_afresh_or_another_symbol_is_no_message()
    {
        var state = new StreamState(StreamTypes.Market, StreamRoute.Public);
        state.Want(() => 1);
        state.Received(StreamRoute.Public, Start);

        state.Connected(isReconnect: true, needsReconciling: false, Start.AddSeconds(8));
        state.Want(() => 2);

        Assert.Equal(Start, state.View(Start.AddSeconds(9)).LastMessageAt);
    }

    [Fact]
    public void A_route_is_as_silent_as_its_own_last_message_unless_the_exchange_says_that_it_rests()
    {
        var states = new StreamStates();
        states.Market.Want(() => 2);
        foreach (var _ in (int[])[1, 2]) states.Market.Connected(isReconnect: false, needsReconciling: false, Start);
        states.Market.Received(StreamRoute.Public, Start);
        states.Market.Received(StreamRoute.Market, Start.AddSeconds(10));
        Assert.Equal(["the market stream is silent"], states.Reasons(Start.AddSeconds(10)));

        states.Market.Rests(StreamRoute.Public, Start.AddSeconds(10));
        Assert.Empty(states.Reasons(Start.AddSeconds(10)));
        Assert.Equal(Start.AddSeconds(10), states.Market.View(Start.AddSeconds(11)).LastMessageAt);

        states.Market.Received(StreamRoute.Public, Start.AddSeconds(16));
        Assert.Equal(["the market stream is silent"], states.Reasons(Start.AddSeconds(16)));
    }

    [Fact]
    public void Of_unknown_events_the_newest_ten_are_shown_and_all_are_counted()
    {
        var states = new StreamStates();
        Assert.Null(states.View(Start)[StreamTypes.UserData].Unknown);
        for (var i = 1; i <= 12; i++) states.Unknown.Keep(new UserEvent.Unrecognised($"NEWS_{i}", new string('x', 4_000), Start));

        var view = states.View(Start)[StreamTypes.UserData];
        Assert.Equal(12, view.UnknownEvents);
        Assert.Equal(Enumerable.Range(3, 10).Select(i => $"NEWS_{i}"), view.Unknown!.Select(one => one.Type));
        Assert.All(view.Unknown!, one => Assert.Equal(500, one.Raw.Length));
        Assert.Null(states.View(Start)[StreamTypes.Market].UnknownEvents);
    }
}
