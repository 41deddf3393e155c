using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Ledger;
using Spark.Guardrails.Risk;

namespace Spark.Benchmarks.Executor;

/// <summary>One decision of the risk gate, all ten checks, on an order that passes.</summary>
internal sealed class GateRow : IBenchRow
{
    // Rounds shorter than a time slice: on a shared machine the median one was not interrupted.
    private const int PerRound = 1_000, RoundsOfEach = 2_001, WarmUp = 300_000;

    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private static readonly RiskLimits Limits = new();

    private static readonly OrderIntent Order = new()
    {
        ClientOrderId = ClientOrderId.ForIntent("bench"),
        Symbol = Btc,
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = 0.001m,
        Price = 60_000m,
    };

    private static readonly RiskView View = new()
    {
        AsOf = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Instrument = new Instrument
        {
            Symbol = Btc,
            BaseAsset = "BTC",
            QuoteAsset = "USDT",
            IsTrading = true,
            Price = new PriceRule(0.1m, 1_000_000, 0.1m),
            Lot = new LotRule(0.001m, 1_000, 0.001m),
            MarketLot = new LotRule(0.001m, 120, 0.001m),
            MinimumNotional = 50,
            PriceMultiplierUp = 1.05m,
            PriceMultiplierDown = 0.95m,
        },
        MarkPrice = 60_123.4m,
        MarketAge = TimeSpan.FromMilliseconds(130),
        PositionQuantity = 0.013m,
        WorkingBuyQuantity = 0.002m,
        WorkingSellQuantity = 0.001m,
        MarginBalance = 9_987.123m,
        ExposureNotional = 901.85m,
        DailyPnl = -12.345m,
        OrdersInWindow = 3,
    };

    private static readonly Symbol Eth = Symbol.Parse("ETHUSDT");

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Quote BtcQuote = QuoteOf(Btc, 60_123.4m);

    private static readonly Quote EthQuote = QuoteOf(Eth, 3_012.3m);

    private static readonly Turn Account = AccountOf();

    public string Name => "gate";

    public Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        if (!RiskGate.Review(Order, View, Limits).Passed) throw new InvalidOperationException("The order was meant to pass.");
        Rounds.Time(WarmUp, () => RiskGate.Review(Order, View, Limits));
        var (ours, _) = Rounds.Alternate(RoundsOfEach, Measure, static () => default);
        Rounds.Time(WarmUp, () => Decide());
        var (whole, _) = Rounds.Alternate(RoundsOfEach, MeasureWhole, static () => default);
        return Task.FromResult<IReadOnlyList<RowResult>>(
        [
            new RowResult("gate decision with the account's view", Table.Text($"{whole.Nanoseconds:0} ns"), "-", "-", Table.Text($"{whole.Bytes:0} B"),
                "<= 1 us, 0 B", whole.Nanoseconds <= 1_000 && whole.Bytes < 0.01),
            new RowResult("gate decision, ten checks", Table.Text($"{ours.Nanoseconds:0} ns"), "-", "-", Table.Text($"{ours.Bytes:0} B"),
                "<= 1 us, 0 B", ours.Nanoseconds <= 1_000 && ours.Bytes < 0.01),
        ]);
    }

    private static GateDecision Decide() => RiskGate.Review(Order, Gatekeeping.View(Account, Order, BtcQuote), Limits);

    private static Sample MeasureWhole()
    {
        var passed = 0;
        return Rounds.Time(PerRound, () => passed += Decide().Passed ? 1 : 0);
    }

    // Two positions, an order of each symbol at work, three orders in the window.
    private static Turn AccountOf()
    {
        var state = AccountCore.Restore(LedgerState.Empty) with { Reconciled = true };
        state = Working(Working(state, Btc, 1), Eth, 2);
        state = state with
        {
            Exchange = state.Exchange with
            {
                WalletBalance = 9_987.123m,
                Positions = state.Exchange.Positions.Add(Btc, new Position(Btc, 0.013m, 60_000m)).Add(Eth, new Position(Eth, -0.2m, 3_000m)),
            },
            Ledger = state.Ledger with
            {
                Day = new TradingDay(new DateOnly(2026, 1, 1), 10_000m, 0, 0),
                OrderTimes = [Noon.AddSeconds(-9), Noon.AddSeconds(-5), Noon.AddSeconds(-1)],
            },
        };
        return new Turn(state, new StepContext
        {
            Now = Noon,
            Quote = symbol => symbol == Btc ? BtcQuote : EthQuote,
            Instrument = _ => View.Instrument,
            Limits = Limits,
            Venue = Venue.Simulator,
            Confirmation = Guardrails.Policy.ConfirmationMode.Caller,
            Account = "bench",
            ConfirmUrl = "http://localhost/",
        });
    }

    private static Quote QuoteOf(Symbol symbol, decimal mark) => new(symbol) { MarkPrice = mark, MarkAt = Noon.AddMilliseconds(-130), BookAt = Noon.AddMilliseconds(-90) };

    private static AccountState Working(AccountState state, Symbol symbol, long orderId)
    {
        var intent = Order with { ClientOrderId = ClientOrderId.ForIntent(symbol.Value), Symbol = symbol };
        return state with { Ledger = state.Ledger with { Open = state.Ledger.Open.Add(intent.ClientOrderId, new Order(intent, new OrderState.Working(orderId, 0), Noon)) } };
    }

    private static Sample Measure()
    {
        var passed = 0;
        return Rounds.Time(PerRound, () => passed += RiskGate.Review(Order, View, Limits).Passed ? 1 : 0);
    }
}
