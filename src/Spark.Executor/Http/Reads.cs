using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Executor.Market;
using Spark.Guardrails.Actions;

namespace Spark.Executor.Http;

/// <summary>Answers everything that only looks: from the newest snapshot where Spark has it, from the exchange where it hasn't.</summary>
internal sealed class Reads(
    AccountLoop account, IJournal journal, MarketBoard board, MarketReader market, BinanceRestClient exchange, StatusViews status,
    LimitsInForce limits, Instruments instruments, TimeProvider time)
{
    private const int MostFills = 500;

    public async Task<AccountReply> AnswerAsync(ValidatedAction action, TimeSpan wait, CancellationToken ct) => action.Request switch
    {
        ActionRequest.SymbolFilter { Symbol: null } => FromMemory(action.Definition.Path),
        ActionRequest.SymbolFilter filter when action.Definition.Path == ActionPaths.Positions => OnceRead(() => Positions(filter.Symbol)),
        ActionRequest.SymbolFilter filter => OnceRead(() => OpenOrders(filter.Symbol)),
        ActionRequest.OrderReference reference => await OrderAsync(reference, wait, ct),
        ActionRequest.FillsQuery fills => Ok(Fills(fills)),
        ActionRequest.TickerQuery ticker => await TickerAsync(ticker.Symbol, ct),
        _ => action.Definition.Path switch
        {
            ActionPaths.CanaryStatus => Ok(status.Canaries()),
            ActionPaths.GuardrailsStatus => Ok(status.Guardrails()),
            var path => FromMemory(path),
        },
    };

    /// <summary>Answers a read that needs nothing but the newest state.</summary>
    public AccountReply FromMemory(string path) => path switch
    {
        ActionPaths.Health => Ok(status.Health()),
        ActionPaths.Account => OnceRead(Account),
        ActionPaths.Positions => OnceRead(() => Positions(symbol: null)),
        ActionPaths.OpenOrders => OnceRead(() => OpenOrders(symbol: null)),
        ActionPaths.RiskStatus => Ok(status.Risk()),
        _ => throw new System.Diagnostics.UnreachableException(path),
    };

    /// <summary>The exchange's contracts, as last read.</summary>
    public AccountReply Symbols() => instruments.Count == 0
        ? new AccountReply(StatusCodes.Status503ServiceUnavailable, new ErrorResponse("ExchangeUnreachable", "The exchange's contracts have not been read yet: ask again in a moment."))
        : Ok(new SymbolsResponse
        {
            Symbols = [.. instruments.All.OrderBy(one => one.Symbol.Value, StringComparer.Ordinal).Select(one => new SymbolView(one.Symbol.Value, one.BaseAsset, one.QuoteAsset,
                one.IsTrading, limits.Risk.AllowedSymbols?.Contains(one.Symbol) ?? true, one.Price.Tick, one.Lot.Step, one.Lot.Minimum, one.MinimumNotional))],
            AsOf = time.GetUtcNow(),
            Source = "rest",
        });

    /// <summary>Candles, straight from the exchange.</summary>
    public async Task<AccountReply> KlinesAsync(Symbol symbol, string interval, int limit, CancellationToken ct)
    {
        var read = await exchange.KlinesAsync(symbol, interval, limit, ct);
        return read is ExchangeResult<System.Collections.Immutable.ImmutableArray<Candle>>.Ok { Value: var candles }
            ? Ok(new KlinesResponse
            {
                Symbol = symbol.Value,
                Interval = interval,
                Klines = [.. candles.Select(c => new KlineView(c.OpenTime.ToUnixTimeMilliseconds(), c.Open, c.High, c.Low, c.Close, c.Volume))],
                AsOf = time.GetUtcNow(),
                Source = "rest",
            })
            : ExchangeFaults.Of(read);
    }

    // Not knowing is no balance of zero and no empty list.
    private AccountReply OnceRead(Func<SparkResponse> read) => account.View.Reconciled ? Ok(read())
        : new AccountReply(StatusCodes.Status503ServiceUnavailable, new ErrorResponse("AccountNotRead",
            "The exchange has not told this account's balance, positions and orders since the start: ask again in a moment.") { Timestamp = time.GetUtcNow() });

    private AccountResponse Account()
    {
        var view = account.View;
        return new AccountResponse { Account = AccountViews.Account(view, board.Find), AsOf = view.Exchange.AsOf, Source = view.Exchange.Source };
    }

    private PositionsResponse Positions(Symbol? symbol)
    {
        var view = account.View;
        return new PositionsResponse
        {
            Positions = [.. view.Exchange.Positions.Values.Where(position => symbol is null || position.Symbol == symbol)
                .OrderBy(position => position.Symbol).Select(position => AccountViews.Position(view, position, board.Find))],
            AsOf = view.Exchange.AsOf,
            Source = view.Exchange.Source,
        };
    }

    private OrdersResponse OpenOrders(Symbol? symbol) => new()
    {
        Orders = [.. account.View.Ledger.Open.Values.Where(order => symbol is null || order.Intent.Symbol == symbol)
            .OrderBy(order => order.UpdatedAt).Select(OrderViews.Of)],
        AsOf = time.GetUtcNow(),
        Source = "stream",
    };

    private async Task<AccountReply> OrderAsync(ActionRequest.OrderReference reference, TimeSpan wait, CancellationToken ct)
    {
        if (FindOrder(reference) is not { } order) return await ForeignOrderAsync(reference, ct);
        if (wait > TimeSpan.Zero) order = await SettledAsync(reference, order, wait, ct);
        return Ok(new OrderResponse { Order = OrderViews.Of(order), AsOf = order.UpdatedAt, Source = "stream" });
    }

    private Order? FindOrder(ActionRequest.OrderReference reference)
    {
        var ledger = account.View.Ledger;
        var found = reference.ClientOrderId is { } id ? ledger.Find(id) : ledger.Find(reference.Symbol, reference.OrderId!.Value) ?? ledger.FindAlgo(reference.Symbol, reference.OrderId.Value);
        return found is { } order && order.Intent.Symbol == reference.Symbol ? order : null;
    }

    private async Task<Order> SettledAsync(ActionRequest.OrderReference reference, Order order, TimeSpan wait, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            while (!IsSettled(order))
            {
                var changed = account.Changed;
                order = FindOrder(reference) ?? order;
                if (IsSettled(order)) break;
                await changed.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The wait is over and the order isn't settled: it is told as it stands.
        }
        return FindOrder(reference) ?? order;
    }

    // An answer can tell that an order is filled before an event tells at what price; whoever waits, waits for the price too.
    private static bool IsSettled(Order order) => order.State.IsClosed && (order.State.Filled == 0 || order.AveragePrice is not null);

    // Older than the ledger's memory, or never Spark's: the exchange knows.
    private async Task<AccountReply> ForeignOrderAsync(ActionRequest.OrderReference reference, CancellationToken ct)
    {
        var key = reference.ClientOrderId is { } id ? OrderKey.Of(id) : OrderKey.Of(reference.OrderId!.Value);
        var read = await exchange.OrderAsync(reference.Symbol, key, ct);
        if (read is ExchangeResult<OrderReport>.Refused { Error.Kind: Binance.Errors.ExchangeErrorKind.UnknownOrder })
        {
            if (await ForeignStopAsync(reference, ct) is { } stop) return Ok(stop);
            return new AccountReply(StatusCodes.Status404NotFound, new ErrorResponse("OrderNotFound", "Neither Spark nor the exchange knows this order.")
            { ClientOrderId = reference.ClientOrderId?.Value });
        }
        if (read is not ExchangeResult<OrderReport>.Ok { Value: var report }) return ExchangeFaults.Of(read);
        var order = ForeignOrders.OrderOf(report, time.GetUtcNow());
        return Ok(new OrderResponse { Order = OrderViews.Of(order), AsOf = time.GetUtcNow(), Source = "rest" });
    }

    private async Task<OrderResponse?> ForeignStopAsync(ActionRequest.OrderReference reference, CancellationToken ct)
    {
        var key = reference.ClientOrderId is { } id ? AlgoOrderKey.Of(id) : AlgoOrderKey.Of(reference.OrderId!.Value);
        return await exchange.AlgoOrderAsync(key, ct) is ExchangeResult<AlgoOrderReport>.Ok { Value: var algo } && algo.Symbol == reference.Symbol
            ? new OrderResponse { Order = OrderViews.Of(ForeignOrders.OrderOf(AlgoReports.AsReport(algo), time.GetUtcNow())), AsOf = time.GetUtcNow(), Source = "rest" }
            : null;
    }

    private FillsResponse Fills(ActionRequest.FillsQuery query) => new()
    {
        Fills = [.. journal.ReadFills(query.Symbol, query.After, MostFills).Select(FillViews.Of)],
        AsOf = time.GetUtcNow(),
        Source = "stream",
    };

    private async Task<AccountReply> TickerAsync(Symbol symbol, CancellationToken ct)
    {
        await market.EnsureFreshAsync(symbol, limits.Risk.MaxMarketAge, ct);
        var quote = board.Find(symbol);
        var streamed = board.FindTicker(symbol) is { } seen && time.GetUtcNow() - seen.At < limits.Risk.MaxMarketAge ? seen.Ticker : (DayTicker?)null;
        if (streamed is null)
        {
            var read = await exchange.Ticker24hAsync(symbol, ct);
            if (read is not ExchangeResult<TickerReport>.Ok { Value: var day }) return ExchangeFaults.Of(read);
            streamed = new DayTicker(day.LastPrice, day.ChangePercent, day.Volume);
            quote = quote is null ? null : quote with { LastPrice = day.LastPrice };
        }
        if (quote?.MarkPrice is not { } mark) return new AccountReply(StatusCodes.Status503ServiceUnavailable, new ErrorResponse("MarketDataStale", $"The mark price of {symbol} is not known."));
        return Ok(new TickerResponse
        {
            Ticker = new TickerView(symbol.Value, quote.LastPrice ?? streamed.Value.LastPrice, mark,
                quote.Bids is [var bid, ..] ? bid.Price : null, quote.Asks is [var ask, ..] ? ask.Price : null,
                streamed.Value.ChangePercent, streamed.Value.Volume),
            AsOf = quote.MarkAt ?? time.GetUtcNow(),
            Source = quote.LastPrice is null ? "rest" : "stream",
        });
    }

    private AccountReply Ok(SparkResponse body) => new(StatusCodes.Status200OK, body with { Timestamp = time.GetUtcNow() });
}
