using Microsoft.Extensions.Time.Testing;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Account;

/// <summary>The whole account as it is read over REST: all of it, or nothing.</summary>
public sealed class AccountReaderTests : IDisposable
{
    private static readonly Symbol Sol = Symbol.Parse("SOLUSDT");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly CannedExchange _exchange;
    private readonly ModelJournal _journal = new();

    public AccountReaderTests() => _exchange = new CannedExchange(_time);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _exchange.Dispose();

    [Theory]
    [InlineData(401, """{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}""")]
    [InlineData(400, """{"code":-1130,"msg":"Data sent for parameter 'incomeType' is not valid."}""")]
    [InlineData(200, """{"not":"a list"}""")]
    public async Task Without_the_list_of_transfers_nothing_is_read_since_a_transfer_would_look_like_profit_or_loss(int status, string body)
    {
        _exchange.Answer("/fapi/v1/income", status, body);

        var (snapshot, why) = await ReadAsync(Opened(), afterOutage: true);

        Assert.Null(snapshot);
        Assert.False(string.IsNullOrEmpty(why));
    }

    [Fact]
    public async Task An_exchange_that_has_no_such_list_is_read_all_the_same()
    {
        _exchange.Answer("/fapi/v1/income", 404, """{"code":-5000,"msg":"Path /fapi/v1/income, Method GET is invalid"}""");

        Assert.NotNull((await ReadAsync(Opened(), afterOutage: true)).Snapshot);
    }

    [Fact]
    public async Task Both_legs_of_a_hedge_are_summed_and_the_mode_says_so()
    {
        _exchange.Answer("/fapi/v1/positionSide/dual", 200, """{"dualSidePosition":true}""");
        _exchange.Answer("/fapi/v3/positionRisk", 200, $"[{Leg("LONG", "0.3", "60000")},{Leg("SHORT", "-0.1", "66000")}]");

        var (snapshot, _) = await ReadAsync(Opened(), afterOutage: false);

        Assert.True(snapshot!.Mode.HedgeMode);
        var net = Assert.Single(snapshot.Positions);
        Assert.Equal((CoreWorld.Btc, 0.2m), (net.Symbol, net.Quantity));
        Assert.Equal(0.3m * (61_000 - 60_000) - 0.1m * (61_000 - 66_000), net.UnrealizedPnlAt(61_000));
        var step = AccountCore.Step(Opened(), new AccountMessage.Snapshot(snapshot, "start"), AccountContexts.At(_time.GetUtcNow()));
        Assert.True(step.State is { Reconciled: true, Exchange.Mode.IsSupported: false });
    }

    [Fact]
    public async Task Each_minute_only_symbols_are_read_in_which_a_fill_may_be_missing_and_all_of_them_after_an_outage()
    {
        foreach (var symbol in (Symbol[])[CoreWorld.Btc, CoreWorld.Eth, Sol]) _journal.Entries.Add(Filled(symbol));
        // BTC is held; ETH has only just closed; SOL was traded long ago.
        var ledger = new FillRecorded(Filled(CoreWorld.Btc).Fill) { At = _time.GetUtcNow(), Actor = "exchange" };
        var state = Opened() with { Reconciled = true };
        state = state with { Ledger = LedgerFold.Apply(state.Ledger, ledger) };
        state = Closed(Closed(state, CoreWorld.Eth, _time.GetUtcNow().AddMinutes(-2)), Sol, _time.GetUtcNow().AddHours(-2));

        await ReadAsync(state, afterOutage: false);
        Assert.Equal(["BTCUSDT", "ETHUSDT"], TradesAsked());

        _exchange.Asked.Clear();
        await ReadAsync(state, afterOutage: true);
        Assert.Equal(["BTCUSDT", "ETHUSDT", "SOLUSDT"], TradesAsked());

        _exchange.Asked.Clear();
        await ReadAsync(state with { Reconciled = false }, afterOutage: false);
        Assert.Equal(["BTCUSDT", "ETHUSDT", "SOLUSDT"], TradesAsked());
    }

    private string[] TradesAsked() => [.. _exchange.Asked.Where(uri => uri.AbsolutePath == "/fapi/v1/userTrades")
        .Select(uri => System.Web.HttpUtility.ParseQueryString(uri.Query)["symbol"]!).Order()];

    private async Task<(AccountSnapshot? Snapshot, string? Why)> ReadAsync(AccountState state, bool afterOutage)
    {
        using var client = _exchange.Client();
        return await new AccountReader(client, _journal, _time).ReadAsync(state, afterOutage, Ct);
    }

    private AccountState Opened() => AccountCore.Restore(LedgerState.Empty with
    {
        Day = new TradingDay(DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime), 1_000, _time.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds(), 0),
    });

    private static AccountState Closed(AccountState state, Symbol symbol, DateTimeOffset at)
    {
        var intent = new OrderIntent { ClientOrderId = ClientOrderId.ForIntent(symbol.Value), Symbol = symbol, Side = Side.Buy, Type = OrderType.Market, Quantity = 1 };
        var order = new Order(intent, new OrderState.Closed(CloseReason.Filled, 1, 5), at) { AveragePrice = 1 };
        return state with { Ledger = state.Ledger with { Closed = state.Ledger.Closed.SetItem(intent.ClientOrderId, order) } };
    }

    private FillRecorded Filled(Symbol symbol) => new(new Fill
    {
        Symbol = symbol,
        TradeId = 7,
        OrderId = 5,
        ClientOrderId = ClientOrderId.ForIntent(symbol.Value),
        Side = Side.Buy,
        Price = 1,
        Quantity = 1,
        Fee = 0,
        FeeAsset = "USDT",
        RealizedPnl = 0,
        Maker = false,
        Time = _time.GetUtcNow(),
    })
    { At = _time.GetUtcNow(), Actor = "exchange" };

    private static string Leg(string side, string quantity, string entry) =>
        $$"""{"symbol":"BTCUSDT","positionSide":"{{side}}","positionAmt":"{{quantity}}","entryPrice":"{{entry}}","markPrice":"61000","unRealizedProfit":"0","liquidationPrice":"30000","updateTime":1}""";
}
