using System.Collections.Immutable;
using System.Globalization;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Tests.Servers;

namespace Spark.Binance.Tests.Rest;

public sealed class HistoryTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fills_are_read_page_by_page_without_a_gap_or_a_repeat()
    {
        // One fill every ten minutes: 1,008 in the first seven days, more than a page; 432 in the three after them.
        await using var s = RestScenario.Answering(Trades(fills: 1440));

        var pages = await ReadAsync(s.Client.UserTradesBetweenAsync(RestScenario.Btc, Start, Start.AddDays(10), Ct));

        var ids = pages.SelectMany(p => Assert.IsType<ExchangeResult<ImmutableArray<TradeReport>>.Ok>(p).Value).Select(t => t.TradeId);
        Assert.Equal(Enumerable.Range(1, 1440).Select(n => (long)n), ids);
    }

    [Fact]
    public async Task A_page_that_cannot_be_had_ends_the_reading_and_is_told()
    {
        await using var s = RestScenario.Answering(r =>
            r["fromId"] is null ? Trades(fills: 1440)(r) : Answer.Json("""{"code":-2015,"msg":"Invalid API-key"}""", 401));

        var pages = await ReadAsync(s.Client.UserTradesBetweenAsync(RestScenario.Btc, Start, Start.AddDays(10), Ct));

        Assert.IsType<ExchangeResult<ImmutableArray<TradeReport>>.Ok>(pages[0]);
        Assert.IsType<ExchangeResult<ImmutableArray<TradeReport>>.Refused>(pages[^1]);
        Assert.Equal(2, pages.Count);
    }

    [Fact]
    public async Task Income_is_read_until_a_page_is_not_full()
    {
        await using var s = RestScenario.Answering(r => Answer.Json(Rows(r["page"] == "1" ? 1000 : 3, n =>
            $$"""{"symbol":"BTCUSDT","incomeType":"FUNDING_FEE","income":"-0.37500000","asset":"USDT","info":"","time":1570608000000,"tranId":{{n}},"tradeId":""}""")));

        var pages = await ReadAsync(s.Client.IncomeBetweenAsync(Start, Start.AddDays(1), Ct, "FUNDING_FEE", RestScenario.Btc));

        Assert.Equal([1000, 3], pages.Select(p => Assert.IsType<ExchangeResult<ImmutableArray<IncomeReport>>.Ok>(p).Value.Length));
        Assert.All(s.Server.Received, r => Assert.Equal(("FUNDING_FEE", "1700000000000"), (r["incomeType"], r["startTime"])));
    }

    [Fact]
    public void Windows_of_seven_days_cover_a_span_without_a_gap()
    {
        var windows = HistorySpan.Windows(Start, Start.AddDays(15)).ToList();

        Assert.Equal((Start, Start.AddDays(15)), (windows[0].From, windows[^1].To));
        Assert.All(windows, w => Assert.True(w.To - w.From < TimeSpan.FromDays(7)));
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.To + TimeSpan.FromMilliseconds(1), pair.Second.From));
    }

    // Plays userTrades: fill n at ten minutes × n, by time span or from an id on.
    private static Func<ReceivedRequest, Answer> Trades(int fills) => request =>
    {
        var from = long.Parse(request["startTime"] ?? "0", CultureInfo.InvariantCulture);
        var to = long.Parse(request["endTime"] ?? "9999999999999", CultureInfo.InvariantCulture);
        var fromId = int.Parse(request["fromId"] ?? "1", CultureInfo.InvariantCulture);
        var ids = Enumerable.Range(1, fills).Where(n => n >= fromId && TimeOf(n) >= from && TimeOf(n) <= to).Take(1000).ToList();
        return Answer.Json(Rows(ids.Count, i =>
            $$"""{"symbol":"BTCUSDT","id":{{ids[i]}},"orderId":1,"side":"BUY","price":"1","qty":"1","realizedPnl":"0","commission":"0","commissionAsset":"USDT","time":{{TimeOf(ids[i])}},"maker":false}"""));
    };

    private static long TimeOf(int n) => Start.AddMinutes((n - 1) * 10).ToUnixTimeMilliseconds();

    private static string Rows(int count, Func<int, string> row) => $"[{string.Join(',', Enumerable.Range(0, count).Select(row))}]";

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> pages)
    {
        var all = new List<T>();
        await foreach (var page in pages.WithCancellation(Ct)) all.Add(page);
        return all;
    }
}
