using Spark.Copilot.Confirmations;

namespace Spark.Copilot.Tests.Components;

/// <summary>Which confirmations share a page.</summary>
public sealed class JointConfirmationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void All_orders_and_then_all_positions_share_a_page_whichever_of_them_is_opened()
    {
        WaitingConfirmation[] waiting = [Of("o1", 1, 0), Of("buy", null, 1), Of("p1", 2, 2), Of("o2", 1, 3), Of("p2", 2, 3)];

        Assert.Equal(["o1~p1", "buy", "o1~p1", "o2~p2", "o2~p2"], waiting.Select(one => JointConfirmation.PageOf(one.Id, waiting)));
        Assert.Equal("gone", JointConfirmation.PageOf("gone", waiting));
    }

    [Fact]
    public void Positions_before_orders_are_two_wishes_and_an_act_is_joined_to_one_other_at_most()
    {
        WaitingConfirmation[] waiting = [Of("p1", 2, 0), Of("o1", 1, 1), Of("o2", 1, 2), Of("p2", 2, 3), Of("p3", 2, 4)];

        Assert.Equal(["p1", "o1", "o2~p2", "o2~p2", "p3"], waiting.Select(one => JointConfirmation.PageOf(one.Id, waiting)));
    }

    [Theory]
    [InlineData(30, "o~p")]
    [InlineData(31, "p")]
    public void What_was_asked_for_long_before_is_no_part_of_the_wish(int secondsLater, string page)
    {
        WaitingConfirmation[] waiting = [Of("o", 1, 0), Of("p", 2, secondsLater)];

        Assert.Equal(page, JointConfirmation.PageOf("p", waiting));
    }

    [Theory]
    [InlineData("/futures/order.cancelAll", "{}", 1)]
    [InlineData("/futures/order.cancelAll", """{"symbol":"BTCUSDT"}""", null)]
    [InlineData("/futures/position.close", "{}", 2)]
    [InlineData("/futures/position.close", """{"symbol":"BTCUSDT"}""", null)]
    [InlineData("/futures/order.place", "{}", null)]
    public void Only_what_names_no_symbol_closes_everything(string path, string given, int? step) =>
        Assert.Equal(step, JointConfirmation.StepOf(path, System.Text.Json.Nodes.JsonNode.Parse(given)!.AsObject()));

    private static WaitingConfirmation Of(string id, int? step, int seconds) => new(id, "", Noon.AddSeconds(seconds)) { Step = step };
}
