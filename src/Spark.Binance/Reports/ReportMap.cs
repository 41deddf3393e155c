using System.Globalization;
using Spark.Binance.Wire.Accounts;
using Spark.Binance.Wire.Markets;
using Spark.Binance.Wire.Streams;
using Spark.Binance.Wire.Trading;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Reports;

/// <summary>From the exchange's spelling to ours. Null means that the row can't be named: its symbol or side is unreadable.</summary>
internal static class ReportMap
{
    public static OrderReport? Order(OrderWire wire)
    {
        if (!Symbol.TryParse(wire.Symbol, out var symbol) || !OrderWords.TryReadSide(wire.Side, out var side)) return null;
        return new OrderReport
        {
            Symbol = symbol,
            OrderId = wire.OrderId,
            ClientOrderId = wire.ClientOrderId,
            Side = side,
            Type = TypeOf(wire.Type),
            TypeWord = wire.Type,
            Quantity = wire.OrigQty,
            Price = PositiveOrNull(wire.Price),
            StopPrice = PositiveOrNull(wire.StopPrice),
            TimeInForce = TimeInForceOf(wire.TimeInForce),
            TimeInForceWord = wire.TimeInForce,
            ReduceOnly = wire.ReduceOnly,
            Status = StatusOf(wire.Status),
            StatusWord = wire.Status,
            Executed = wire.ExecutedQty,
            AveragePrice = AverageOf(wire),
            UpdateTime = ExchangeTime.Instant(wire.UpdateTime),
        };
    }

    public static OrderReport? Order(OrderTradeUpdateWire update)
    {
        var wire = update.Order;
        if (!Symbol.TryParse(wire.Symbol, out var symbol) || !OrderWords.TryReadSide(wire.Side, out var side)) return null;
        return new OrderReport
        {
            Symbol = symbol,
            OrderId = wire.OrderId,
            ClientOrderId = wire.ClientOrderId,
            Side = side,
            Type = TypeOf(wire.Type),
            TypeWord = wire.Type,
            Quantity = wire.Quantity,
            Price = PositiveOrNull(wire.Price),
            StopPrice = PositiveOrNull(wire.StopPrice ?? 0),
            TimeInForce = TimeInForceOf(wire.TimeInForce),
            TimeInForceWord = wire.TimeInForce,
            ReduceOnly = wire.ReduceOnly,
            Status = StatusOf(wire.Status),
            StatusWord = wire.Status,
            Executed = wire.ExecutedQuantity,
            AveragePrice = PositiveOrNull(wire.AveragePrice),
            UpdateTime = ExchangeTime.Instant(update.TransactionTime),
        };
    }

    /// <summary>The fill that an order event carries; null when it carries none.</summary>
    public static TradeReport? Fill(OrderTradeUpdateWire update, OrderReport order)
    {
        var wire = update.Order;
        if (wire.ExecutionType is not ("TRADE" or "CALCULATED") || wire.TradeId <= 0 || wire.LastQuantity <= 0) return null;
        return new TradeReport
        {
            Symbol = order.Symbol,
            TradeId = wire.TradeId,
            OrderId = wire.OrderId,
            ClientOrderId = wire.ClientOrderId,
            Side = order.Side,
            Price = wire.LastPrice,
            Quantity = wire.LastQuantity,
            Fee = wire.Commission ?? 0,
            FeeAsset = wire.CommissionAsset ?? "",
            RealizedPnl = wire.RealizedProfit,
            Maker = wire.IsMaker,
            Time = ExchangeTime.Instant(wire.TradeTime),
        };
    }

    public static TradeReport? Fill(UserTradeWire wire)
    {
        if (!Symbol.TryParse(wire.Symbol, out var symbol) || !OrderWords.TryReadSide(wire.Side, out var side)) return null;
        return new TradeReport
        {
            Symbol = symbol,
            TradeId = wire.Id,
            OrderId = wire.OrderId,
            Side = side,
            Price = wire.Price,
            Quantity = wire.Qty,
            Fee = wire.Commission,
            FeeAsset = wire.CommissionAsset,
            RealizedPnl = wire.RealizedPnl,
            Maker = wire.Maker,
            Time = ExchangeTime.Instant(wire.Time),
        };
    }

    public static PositionReport? Position(PositionRiskWire wire)
    {
        if (!Symbol.TryParse(wire.Symbol, out var symbol)) return null;
        return new PositionReport
        {
            Symbol = symbol,
            PositionSide = wire.PositionSide,
            Quantity = wire.PositionAmt,
            EntryPrice = wire.EntryPrice,
            MarkPrice = wire.MarkPrice,
            UnrealizedPnl = wire.UnRealizedProfit,
            LiquidationPrice = PositiveOrNull(wire.LiquidationPrice),
            Leverage = wire.Leverage,
            UpdateTime = ExchangeTime.Instant(wire.UpdateTime),
        };
    }

    public static PositionUpdate? Position(PositionUpdateWire wire) => Symbol.TryParse(wire.Symbol, out var symbol)
        ? new PositionUpdate(symbol, wire.PositionSide, wire.Amount, wire.EntryPrice, wire.UnrealizedProfit)
        : null;

    public static MarginCallPosition? MarginCall(MarginCallPositionWire wire) => Symbol.TryParse(wire.Symbol, out var symbol)
        ? new MarginCallPosition(symbol, wire.Amount, wire.MarkPrice, wire.UnrealizedProfit, wire.MaintenanceMargin)
        : null;

    public static AlgoOrderReport? Algo(AlgoUpdateWire update)
    {
        var wire = update.Order;
        if (!Symbol.TryParse(wire.Symbol, out var symbol) || !OrderWords.TryReadSide(wire.Side, out var side)) return null;
        return new AlgoOrderReport
        {
            Symbol = symbol,
            AlgoId = wire.AlgoId,
            ClientAlgoId = wire.ClientAlgoId,
            Side = side,
            Type = TypeOf(wire.Type),
            TypeWord = wire.Type,
            Quantity = wire.Quantity,
            TriggerPrice = PositiveOrNull(wire.TriggerPrice),
            Price = PositiveOrNull(wire.Price),
            Status = wire.Status,
            TimeInForce = TimeInForceOf(wire.TimeInForce),
            WorkingType = wire.WorkingType,
            ClosePosition = wire.ClosePosition,
            PriceProtect = wire.PriceProtect,
            PositionSide = wire.PositionSide,
            Executed = wire.ExecutedQuantity,
            AveragePrice = PositiveOrNull(wire.AveragePrice ?? 0),
            TriggerTime = InstantOrNull(wire.TriggerTime),
            ActualOrderId = IdOrNull(wire.ActualOrderId),
            ReduceOnly = wire.ReduceOnly,
            FailureReason = wire.FailureReason,
            UpdateTime = ExchangeTime.Instant(update.TransactionTime),
        };
    }

    public static AlgoOrderReport? Algo(AlgoOrderWire wire)
    {
        if (!Symbol.TryParse(wire.Symbol, out var symbol) || !OrderWords.TryReadSide(wire.Side, out var side)) return null;
        return new AlgoOrderReport
        {
            Symbol = symbol,
            AlgoId = wire.AlgoId,
            ClientAlgoId = wire.ClientAlgoId,
            Side = side,
            Type = TypeOf(wire.OrderType),
            TypeWord = wire.OrderType,
            Quantity = wire.Quantity ?? 0,
            TriggerPrice = PositiveOrNull(wire.TriggerPrice ?? 0),
            Price = PositiveOrNull(wire.Price ?? 0),
            Status = wire.AlgoStatus,
            TimeInForce = TimeInForceOf(wire.TimeInForce),
            WorkingType = wire.WorkingType,
            ClosePosition = wire.ClosePosition,
            PriceProtect = wire.PriceProtect,
            PositionSide = wire.PositionSide,
            Executed = wire.ActualQty,
            AveragePrice = PositiveOrNull(wire.ActualPrice ?? 0),
            TriggerTime = InstantOrNull(wire.TriggerTime),
            ActualOrderId = IdOrNull(wire.ActualOrderId),
            ReduceOnly = wire.ReduceOnly,
            UpdateTime = ExchangeTime.Instant(wire.UpdateTime),
        };
    }

    public static IncomeReport? Income(IncomeWire wire) => new()
    {
        Type = wire.IncomeType,
        Amount = wire.Income,
        Asset = wire.Asset,
        Symbol = Symbol.TryParse(wire.Symbol, out var symbol) ? symbol : null,
        TransactionId = wire.TranId,
        TradeId = IdOrNull(wire.TradeId),
        Time = ExchangeTime.Instant(wire.Time),
    };

    public static LeverageBrackets? Brackets(LeverageBracketsWire wire) => Symbol.TryParse(wire.Symbol, out var symbol)
        ? new LeverageBrackets(symbol, [.. wire.Brackets.OrderBy(b => b.NotionalFloor).Select(Bracket)])
        : null;

    public static FundingRateReport? Funding(FundingRateWire wire) => Symbol.TryParse(wire.Symbol, out var symbol)
        ? new FundingRateReport(symbol, wire.FundingRate, ExchangeTime.Instant(wire.FundingTime), wire.MarkPrice)
        : null;

    public static FundingTerms? Terms(FundingInfoWire wire) => Symbol.TryParse(wire.Symbol, out var symbol)
        ? new FundingTerms(symbol, wire.AdjustedFundingRateCap, wire.AdjustedFundingRateFloor, wire.FundingIntervalHours)
        : null;

    public static MarkPriceReport? Mark(PremiumIndexWire wire) => Symbol.TryParse(wire.Symbol, out var symbol)
        ? new MarkPriceReport(
            symbol, wire.MarkPrice, wire.IndexPrice, wire.LastFundingRate, ExchangeTime.Instant(wire.NextFundingTime), ExchangeTime.Instant(wire.Time))
        : null;

    public static BookTickerReport? BookTicker(BookTickerWire wire) => Symbol.TryParse(wire.Symbol, out var symbol)
        ? new BookTickerReport(
            symbol, new BookLevel(wire.BidPrice, wire.BidQty), new BookLevel(wire.AskPrice, wire.AskQty), ExchangeTime.Instant(wire.Time))
        : null;

    public static PublicTrade Trade(Symbol symbol, PublicTradeWire wire) =>
        new(symbol, wire.Id, wire.Price, wire.Qty, wire.IsBuyerMaker, ExchangeTime.Instant(wire.Time));

    public static AggregateTrade Trade(Symbol symbol, AggTradeWire wire) => new(
        symbol, wire.Id, wire.Price, wire.Quantity, wire.FirstTradeId, wire.LastTradeId, wire.IsBuyerMaker, ExchangeTime.Instant(wire.Time));

    /// <summary>Null when the interval's unit is unknown.</summary>
    public static RateLimit? Limit(RateLimitWire wire)
    {
        TimeSpan? unit = wire.Interval switch
        {
            "SECOND" => TimeSpan.FromSeconds(1),
            "MINUTE" => TimeSpan.FromMinutes(1),
            "DAY" => TimeSpan.FromDays(1),
            _ => null,
        };
        return unit is { } length && wire.RateLimitType is "ORDERS" or "REQUEST_WEIGHT" && wire is { IntervalNum: > 0, Limit: > 0 }
            ? new RateLimit(wire.RateLimitType == "ORDERS", unit.Value * wire.IntervalNum, wire.Limit)
            : null;
    }

    public static AccountReport Account(AccountWire wire) => new()
    {
        WalletBalance = wire.TotalWalletBalance,
        MarginBalance = wire.TotalMarginBalance,
        AvailableBalance = wire.AvailableBalance,
        UnrealizedPnl = wire.TotalUnrealizedProfit,
        MarginUsed = wire.TotalInitialMargin,
        MaintenanceMargin = wire.TotalMaintMargin,
        Assets = [.. wire.Assets.Select(a => new BalanceUpdate(a.Asset, a.WalletBalance, a.CrossWalletBalance, 0))],
    };

    public static OrderBook Book(Symbol symbol, OrderBookWire wire) => new(
        symbol, wire.LastUpdateId, ExchangeTime.Instant(wire.EventTime), [.. wire.Bids.Select(Level)], [.. wire.Asks.Select(Level)]);

    public static Candle Candle(KlineWire wire) =>
        new(ExchangeTime.Instant(wire.OpenTime), wire.Open, wire.High, wire.Low, wire.Close, wire.Volume);

    private static BookLevel Level(BookLevelWire wire) => new(wire.Price, wire.Quantity);

    private static decimal? AverageOf(OrderWire wire) => wire switch
    {
        { AvgPrice: { } average } when average > 0 => average,
        { CumQuote: { } quote, ExecutedQty: > 0 } when quote > 0 => quote / wire.ExecutedQty,
        _ => null,
    };

    private static LeverageBracket Bracket(LeverageBracketWire wire) =>
        new(wire.Bracket, wire.InitialLeverage, wire.NotionalFloor, wire.NotionalCap, wire.MaintMarginRatio, wire.Cum);

    private static long? IdOrNull(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    private static DateTimeOffset? InstantOrNull(long milliseconds) => milliseconds > 0 ? ExchangeTime.Instant(milliseconds) : null;

    private static decimal? PositiveOrNull(decimal value) => value > 0 ? value : null;

    private static OrderType? TypeOf(string word) => OrderWords.TryReadType(word, out var type) ? type : null;

    private static TimeInForce? TimeInForceOf(string word) => OrderWords.TryReadTimeInForce(word, out var value) ? value : null;

    private static OrderStatus? StatusOf(string word) => OrderWords.TryReadStatus(word, out var status) ? status : null;
}
