using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spark.Binance.Errors;
using Spark.Binance.Reports;
using Spark.Binance.Wire;
using Spark.Binance.Wire.Streams;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.User;

/// <summary>From a user stream message to an event. Nothing is dropped: what can't be read is an <see cref="UserEvent.Unrecognised"/>.</summary>
public static class UserEventReader
{
    /// <param name="utf8">One message.</param>
    /// <param name="receivedAt">Event time of messages that have none.</param>
    public static UserEvent Read(ReadOnlySpan<byte> utf8, DateTimeOffset receivedAt)
    {
        var type = "";
        try
        {
            type = TypeOf(utf8);
            if (Map(type, utf8) is { } read) return read;
        }
        catch (JsonException)
        {
            // The raw text says what came.
        }
        return new UserEvent.Unrecognised(Secrets.Scrub(type), Secrets.Scrub(Encoding.UTF8.GetString(utf8), longest: 4000), receivedAt);
    }

    private static UserEvent? Map(string type, ReadOnlySpan<byte> utf8) => type switch
    {
        EventNames.OrderTradeUpdate => Order(Parse(utf8, BinanceJson.Default.OrderTradeUpdateWire)),
        EventNames.AccountUpdate => Account(Parse(utf8, BinanceJson.Default.AccountUpdateWire)),
        EventNames.TradeLite => Lite(Parse(utf8, BinanceJson.Default.TradeLiteWire)),
        EventNames.AccountConfigUpdate => Config(Parse(utf8, BinanceJson.Default.AccountConfigUpdateWire)),
        EventNames.MarginCall => Margin(Parse(utf8, BinanceJson.Default.MarginCallWire)),
        EventNames.AlgoUpdate => Algo(Parse(utf8, BinanceJson.Default.AlgoUpdateWire)),
        EventNames.ListenKeyExpired => new UserEvent.ListenKeyExpired(
            ExchangeTime.Instant(Parse(utf8, BinanceJson.Default.ListenKeyExpiredWire).EventTime)),
        _ => null,
    };

    private static UserEvent.OrderUpdated? Order(OrderTradeUpdateWire wire) => ReportMap.Order(wire) is { } order
        ? new UserEvent.OrderUpdated(
            order, wire.Order.ExecutionType, ReportMap.Fill(wire, order), wire.Order.ExpiryReason, ExchangeTime.Instant(wire.EventTime))
        : null;

    private static UserEvent.AccountUpdated Account(AccountUpdateWire wire)
    {
        var positions = wire.Update.Positions.Select(ReportMap.Position).ToList();
        return new UserEvent.AccountUpdated(
            wire.Update.Reason,
            [.. wire.Update.Balances.Select(b => new BalanceUpdate(b.Asset, b.WalletBalance, b.CrossWalletBalance, b.BalanceChange))],
            [.. positions.OfType<PositionUpdate>()],
            positions.Contains(null),
            ExchangeTime.Instant(wire.TransactionTime),
            ExchangeTime.Instant(wire.EventTime));
    }

    private static UserEvent.TradeLite? Lite(TradeLiteWire wire) =>
        Symbol.TryParse(wire.Symbol, out var symbol) && Domain.Orders.OrderWords.TryReadSide(wire.Side, out var side)
            ? new UserEvent.TradeLite(
                symbol, wire.TradeId, wire.OrderId, wire.ClientOrderId, side, wire.LastPrice, wire.LastQuantity, wire.IsMaker, ExchangeTime.Instant(wire.EventTime))
            : null;

    private static UserEvent.ConfigChanged Config(AccountConfigUpdateWire wire) => new(
        Symbol.TryParse(wire.Leverage?.Symbol, out var symbol) ? symbol : null,
        wire.Leverage?.Leverage,
        wire.MultiAssets?.IsOn,
        ExchangeTime.Instant(wire.EventTime));

    private static UserEvent.MarginCall Margin(MarginCallWire wire) =>
        new([.. wire.Positions.Select(ReportMap.MarginCall).OfType<MarginCallPosition>()], ExchangeTime.Instant(wire.EventTime));

    private static UserEvent.AlgoUpdated? Algo(AlgoUpdateWire wire) =>
        ReportMap.Algo(wire) is { } order ? new UserEvent.AlgoUpdated(order, ExchangeTime.Instant(wire.EventTime)) : null;

    private static T Parse<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
        where T : class => JsonSerializer.Deserialize(utf8, type) ?? throw new JsonException("null is no event");

    /// <summary>The event's own name; empty when it has none.</summary>
    internal static string TypeOf(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return TypeIn(utf8);
        }
        catch (JsonException)
        {
            return ""; // no event at all: whoever reads the whole of it says so
        }
    }

    private static string TypeIn(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("e"u8);
            reader.Read();
            if (isType) return reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : "";
            reader.Skip();
        }
        return "";
    }
}
