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
            ActualOrderId = long.TryParse(wire.ActualOrderId, CultureInfo.InvariantCulture, out var id) ? id : null,
            ReduceOnly = wire.ReduceOnly,
            FailureReason = wire.FailureReason,
            UpdateTime = ExchangeTime.Instant(update.TransactionTime),
        };
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

    private static decimal? PositiveOrNull(decimal value) => value > 0 ? value : null;

    private static OrderType? TypeOf(string word) => OrderWords.TryReadType(word, out var type) ? type : null;

    private static TimeInForce? TimeInForceOf(string word) => OrderWords.TryReadTimeInForce(word, out var value) ? value : null;

    private static OrderStatus? StatusOf(string word) => OrderWords.TryReadStatus(word, out var status) ? status : null;
}
