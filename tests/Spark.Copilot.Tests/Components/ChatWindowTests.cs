using CsCheck;
using Spark.Copilot.Components.Chat;

namespace Spark.Copilot.Tests.Components;

public sealed class ChatWindowTests
{
    [Fact]
    public void A_short_conversation_is_drawn_whole() => Assert.Equal((0, 12), Range(ChatWindow.Newest, 12));

    [Fact]
    public void New_entries_push_the_newest_along_and_leave_a_reader_where_he_is()
    {
        Assert.Equal((140, 200), Range(ChatWindow.Newest, 200));
        Assert.Equal((143, 203), Range(ChatWindow.Newest, 203));
        var reading = ChatWindow.Newest.Earlier(200);
        Assert.Equal((110, 170), Range(reading, 200));
        Assert.Equal((110, 170), Range(reading, 203));
    }

    [Fact]
    public void Entries_that_come_in_before_the_first_move_nothing() => Assert.Equal((150, 210), Range(new ChatWindow(0).After(150, 90), 240));

    [Fact]
    public void Every_entry_is_reached_going_back_and_again_going_on_and_never_more_than_a_window_is_drawn() => Gen.Int[0, 1_000].Sample(count =>
    {
        var seen = new HashSet<int>();
        var at = ChatWindow.Newest;
        for (; Draw(at, count, seen).Start > 0; at = at.Earlier(count)) { }
        Assert.Equal(count, seen.Count);
        seen.Clear();
        for (; Draw(at, count, seen).End < count; at = at.Later(count)) { }
        Assert.Equal(count, seen.Count);
        Assert.Equal(ChatWindow.Newest, at.Later(count));
    });

    private static (int Start, int End) Draw(ChatWindow at, int count, HashSet<int> seen)
    {
        var (start, end) = Range(at, count);
        Assert.InRange(end - start, 0, ChatWindow.Size);
        seen.UnionWith(Enumerable.Range(start, end - start));
        return (start, end);
    }

    private static (int Start, int End) Range(ChatWindow at, int count) => (at.StartOf(count), at.EndOf(count));
}
