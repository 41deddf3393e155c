namespace Spark.Simulator.Tests.Hosting;

public sealed class DeterminismTests
{
    private const int Calls = 1_200;

    [Fact]
    public void The_same_seed_clock_and_calls_of_clients_give_the_same_answers_books_fills_and_events_byte_for_byte()
    {
        var first = new ScriptedRun(seed: 7, script: 3).Run(Calls);
        for (var again = 0; again < 2; again++) AssertSame(first.Lines, new ScriptedRun(seed: 7, script: 3).Run(Calls).Lines);
        Assert.NotEqual(first.Lines[0], new ScriptedRun(seed: 8, script: 3).Run(1).Lines[0]);

        // What is the same has to be something: every kind of call went through, and every kind of event was told.
        string[] routes =
        [
            "POST /fapi/v1/order", "PUT /fapi/v1/order", "DELETE /fapi/v1/order", "POST /fapi/v1/algoOrder", "POST /fapi/v1/batchOrders", "DELETE /fapi/v1/allOpenOrders",
            "DELETE /fapi/v1/algoOpenOrders", "POST /fapi/v1/leverage", "POST /fapi/v1/marginType", "POST /fapi/v1/positionMargin", "POST /fapi/v1/countdownCancelAll",
        ];
        Assert.All(routes, route => Assert.True(first.Succeeded.GetValueOrDefault(route) >= 3, $"{route} went through {first.Succeeded.GetValueOrDefault(route)} times"));
        string[] told =
        [
            "TRADE_LITE", "\"x\":\"NEW\"", "\"x\":\"TRADE\"", "\"x\":\"CANCELED\"", "\"x\":\"AMENDMENT\"", "\"x\":\"EXPIRED\"", "\"x\":\"CALCULATED\"", "\"X\":\"EXPIRED_IN_MATCH\"",
            "\"X\":\"TRIGGERED\"", "\"X\":\"FINISHED\"", "\"X\":\"REJECTED\"", "\"ot\":\"STOP\"", "\"ot\":\"STOP_MARKET\"", "\"ot\":\"TAKE_PROFIT\"", "\"ot\":\"TAKE_PROFIT_MARKET\"",
            "\"m\":\"FUNDING_FEE\"", "\"m\":\"DEPOSIT\"", "\"m\":\"MARGIN_TYPE_CHANGE\"", "\"m\":\"MARGIN_TRANSFER\"", "MARGIN_CALL", "ACCOUNT_CONFIG_UPDATE",
        ];
        Assert.All(told, word => Assert.True(first.Lines.Any(line => line.Contains(" <- ", StringComparison.Ordinal) && line.Contains(word, StringComparison.Ordinal)), $"no event has {word}"));
    }

    private static void AssertSame(List<string> expected, List<string> actual)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++) Assert.Equal(expected[i], actual[i]);
        Assert.Equal(expected.Count, actual.Count);
    }
}
