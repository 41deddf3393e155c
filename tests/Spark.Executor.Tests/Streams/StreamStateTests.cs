using Spark.Executor.Streams;

namespace Spark.Executor.Tests.Streams;

public sealed class StreamStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_heard_before_a_stream_was_let_go_says_nothing_once_it_is_wanted_again()
    {
        var state = new StreamState(StreamTypes.Market);
        state.Want(() => 1);
        state.Received(Start);
        state.Unwant();

        state.Want(() => 1);

        Assert.Null(state.View(Start.AddHours(1)).LastMessageAt);
    }

    [Fact]
    public void A_connection_afresh_or_another_symbol_is_no_message()
    {
        var state = new StreamState(StreamTypes.Market);
        state.Want(() => 1);
        state.Received(Start);

        state.Connected(isReconnect: true, needsReconciling: false, Start.AddSeconds(8));
        state.Want(() => 2);

        Assert.Equal(Start, state.View(Start.AddSeconds(9)).LastMessageAt);
    }
}
