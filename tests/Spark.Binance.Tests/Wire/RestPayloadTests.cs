using System.Text;
using System.Text.Json;
using Spark.Binance.Tests.Fixtures;
using Spark.Binance.Wire;

namespace Spark.Binance.Tests.Wire;

public sealed class RestPayloadTests
{
    [Fact]
    public void Exchange_info_tells_the_filters_of_every_symbol()
    {
        var info = JsonSerializer.Deserialize(Fixture.Rest("nautilus.market-exchange-info.json"), BinanceJson.Default.ExchangeInfoWire)!;

        Assert.Equal(["BTCUSDT", "ETHUSDT", "BTCUSDT_220325"], info.Symbols.Select(s => s.Symbol));
        var btc = info.Symbols[0];
        Assert.Equal("TRADING", btc.Status);
        Assert.Equal(0.10m, btc.Filters.Single(f => f.FilterType == "PRICE_FILTER").TickSize);
        Assert.Equal(1000m, btc.Filters.Single(f => f.FilterType == "MARKET_LOT_SIZE").MaxQty);
        Assert.Equal(10m, btc.Filters.Single(f => f.FilterType == "MIN_NOTIONAL").Notional);
        Assert.Equal(200, btc.Filters.Single(f => f.FilterType == "MAX_NUM_ORDERS").Limit);
        Assert.Equal(1.1m, btc.Filters.Single(f => f.FilterType == "PERCENT_PRICE").MultiplierUp);
        Assert.Equal(6000, info.RateLimits[0].Limit);
    }

    [Theory]
    [InlineData("recorded-2021.exchange-info-keep-ctk.json", "CTKUSDT")]
    [InlineData("recorded-2021.exchange-info-sushi-akro.json", "SUSHIUSDT")]
    public void Recorded_exchange_info_is_read(string file, string symbol) =>
        Assert.Contains(
            JsonSerializer.Deserialize(Fixture.Rest(file), BinanceJson.Default.ExchangeInfoWire)!.Symbols,
            s => s.Symbol == symbol && s.MarginAsset == "USDT");

    [Fact]
    public void A_book_is_best_price_first()
    {
        var book = JsonSerializer.Deserialize(Fixture.Rest("recorded-2021.depth-sushiusdt.json"), BinanceJson.Default.OrderBookWire)!;

        Assert.True(book.LastUpdateId > 0);
        Assert.Equal(book.Bids.OrderByDescending(l => l.Price), book.Bids);
        Assert.Equal(book.Asks.OrderBy(l => l.Price), book.Asks);
        Assert.True(book.Bids[0].Price < book.Asks[0].Price);
    }

    [Fact]
    public void A_kline_row_is_read_by_position()
    {
        var row = Assert.Single(JsonSerializer.Deserialize(Fixture.Rest("exchange-data.get-klines.json"), BinanceJson.Default.IReadOnlyListKlineWire)!);

        Assert.Equal(1499040000000, row.OpenTime);
        Assert.Equal((0.01634790m, 0.8m, 0.015758m, 0.015771m), (row.Open, row.High, row.Low, row.Close));
        Assert.Equal(148976.11427815m, row.Volume);
        Assert.Equal((1499644799999, 308), (row.CloseTime, row.TradeCount));
        Assert.Equal(28.46694368m, row.TakerBuyQuoteVolume);
    }

    [Fact]
    public void Mark_price_and_tickers_are_read()
    {
        Assert.Equal(11793.63104562m, JsonSerializer.Deserialize(Fixture.Rest("nautilus.market-premium-index.json"), BinanceJson.Default.PremiumIndexWire)!.MarkPrice);
        Assert.Equal(4.00000200m, JsonSerializer.Deserialize(Fixture.Rest("exchange-data.get-ticker.json"), BinanceJson.Default.TickerWire)!.LastPrice);
        Assert.Equal(6000.01m, JsonSerializer.Deserialize(Fixture.Rest("exchange-data.get-price.json"), BinanceJson.Default.PriceWire)!.Price);
        Assert.True(JsonSerializer.Deserialize(Fixture.Rest("nautilus.market-book-ticker.json"), BinanceJson.Default.BookTickerWire)!.BidPrice > 0);
    }

    [Theory]
    [InlineData("account.get-account-info.json", 2)]
    [InlineData("nautilus.account-info-v2.json", 1)]
    public void An_older_account_reply_is_read(string file, int assets)
    {
        var account = JsonSerializer.Deserialize(Fixture.Rest(file), BinanceJson.Default.AccountWire)!;

        Assert.Equal(23.72469206m, account.TotalWalletBalance);
        Assert.Equal(assets, account.Assets.Count);
        Assert.Equal(100m, account.Positions[0].Leverage);
    }

    [Theory]
    [InlineData("account.get-position-information.json", 0)]
    [InlineData("nautilus.account-positions-one-way.json", 0)]
    [InlineData("nautilus.position-risk.json", 0.001)]
    public void Older_position_rows_are_read(string file, decimal amount) =>
        Assert.Equal(amount, JsonSerializer.Deserialize(Fixture.Rest(file), BinanceJson.Default.IReadOnlyListPositionRiskWire)![0].PositionAmt);

    [Theory]
    [InlineData("account.get-balances.json", 122607.35137903)]
    [InlineData("nautilus.balance.json", 122.12345678)]
    public void Balances_are_read(string file, decimal balance) =>
        Assert.Equal(balance, JsonSerializer.Deserialize(Fixture.Rest(file), BinanceJson.Default.IReadOnlyListBalanceWire)![0].Balance);

    [Theory]
    [InlineData("trading.place-order.json", "NEW", 10, 9300)]
    [InlineData("trading.cancel-order.json", "CANCELED", 11, 9300)]
    [InlineData("trading.get-open-order.json", "NEW", 0.4, 9300)]
    public void Order_replies_are_read(string file, string status, decimal quantity, decimal stopPrice)
    {
        var order = JsonSerializer.Deserialize(Fixture.Rest(file), BinanceJson.Default.OrderWire)!;

        Assert.Equal((status, quantity, stopPrice), (order.Status, order.OrigQty, order.StopPrice));
        Assert.Equal("TRAILING_STOP_MARKET", order.Type);
    }

    [Theory]
    [InlineData("trading.get-open-orders.json")]
    [InlineData("trading.get-orders.json")]
    [InlineData("nautilus.account-orders.json")]
    public void Order_rows_are_read(string file) =>
        Assert.Equal(1917641, Assert.Single(JsonSerializer.Deserialize(Fixture.Rest(file), BinanceJson.Default.IReadOnlyListOrderWire)!).OrderId);

    [Fact]
    public void Fills_are_read()
    {
        var fill = Assert.Single(JsonSerializer.Deserialize(Fixture.Rest("trading.get-user-trades.json"), BinanceJson.Default.IReadOnlyListUserTradeWire)!);

        Assert.Equal((698759L, 25851813L, -0.07819010m, -0.91539999m), (fill.Id, fill.OrderId, fill.Commission, fill.RealizedPnl));
        Assert.Equal(2, JsonSerializer.Deserialize(Fixture.Rest("nautilus.account-trades.json"), BinanceJson.Default.IReadOnlyListUserTradeWire)!.Count);
    }

    [Fact]
    public void Settings_are_read()
    {
        Assert.Equal(21, JsonSerializer.Deserialize(Fixture.Rest("account.change-initial-leverage.json"), BinanceJson.Default.LeverageWire)!.Leverage);
        Assert.True(JsonSerializer.Deserialize(Fixture.Rest("nautilus.account-position-side-dual.json"), BinanceJson.Default.PositionModeWire)!.DualSidePosition);
        Assert.True(JsonSerializer.Deserialize(Fixture.Rest("account.get-multi-assets-mode.json"), BinanceJson.Default.MultiAssetsModeWire)!.MultiAssetsMargin);
        Assert.Equal(0.0004m, JsonSerializer.Deserialize(Fixture.Rest("account.get-user-commission-rate.json"), BinanceJson.Default.CommissionRateWire)!.TakerCommissionRate);
        Assert.False(JsonSerializer.Deserialize(Fixture.Rest("account.get-symbol-configuration.json"), BinanceJson.Default.IReadOnlyListSymbolConfigWire)![0].IsAutoAddMargin);
        Assert.True(JsonSerializer.Deserialize(Fixture.Rest("nautilus.account-symbol-config.json"), BinanceJson.Default.IReadOnlyListSymbolConfigWire)![1].IsAutoAddMargin);
        Assert.Equal(200, JsonSerializer.Deserialize(Fixture.Rest("trading.cancel-all-orders.json"), BinanceJson.Default.ExchangeCodeWire)!.Code);
    }

    [Fact]
    public void Income_rows_spell_their_ids_both_ways()
    {
        var rows = JsonSerializer.Deserialize(Fixture.Rest("account.get-income-history.json"), BinanceJson.Default.IReadOnlyListIncomeWire)!;

        Assert.Equal((9689322392L, "", -0.375m), (rows[0].TranId, rows[0].TradeId, rows[0].Income));
        Assert.Equal("2059192", rows[1].TradeId);
    }

    [Theory]
    [InlineData("""{"code":-1121,"msg":"Invalid symbol."}""", -1121)]
    [InlineData("""{"algoId":1,"code":"200","msg":"success"}""", 200)]
    public void An_error_code_is_a_number_or_a_text(string json, int code) =>
        Assert.Equal(code, JsonSerializer.Deserialize(json, BinanceJson.Default.ExchangeCodeWire)!.Code);

    [Fact]
    public void Leverage_brackets_are_bare_numbers()
    {
        const string Json = """[{"symbol":"BTCUSDT","brackets":[{"bracket":1,"initialLeverage":125,"notionalCap":50000,"notionalFloor":0,"maintMarginRatio":0.004,"cum":0.0}]}]""";

        var rows = JsonSerializer.Deserialize(Json, BinanceJson.Default.IReadOnlyListLeverageBracketsWire)!;

        Assert.Equal(0.004m, rows[0].Brackets[0].MaintMarginRatio);
        Assert.Equal(Json, JsonSerializer.Serialize(rows, BinanceJson.Default.IReadOnlyListLeverageBracketsWire));
    }

    [Theory]
    [InlineData("""{"symbol":"BTCUSDT","price":null,"time":1}""")]
    [InlineData("""{"symbol":"BTCUSDT","time":1}""")]
    [InlineData("""{"symbol":null,"price":"1","time":1}""")]
    [InlineData("""{"symbol":"BTCUSDT","price":"one","time":1}""")]
    public void A_reply_without_what_it_promises_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, BinanceJson.Default.PriceWire));

    [Fact]
    public void Decimals_are_written_as_texts_that_keep_their_scale_and_never_an_exponent()
    {
        var json = JsonSerializer.Serialize(new() { Symbol = "BTCUSDT", Price = 0.0000000100m, Time = 7 }, BinanceJson.Default.PriceWire);

        Assert.Equal("""{"symbol":"BTCUSDT","price":"0.0000000100","time":7}""", json);
        Assert.Equal(1e-5m, JsonSerializer.Deserialize("""{"symbol":"B","price":"1e-05"}""", BinanceJson.Default.PriceWire)!.Price);
    }

    [Theory]
    [InlineData("100", "100")]
    [InlineData("0.00100000", "0.001")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950330", "-7.922816251426433759354395033")]
    [InlineData("0.000", "0")]
    [InlineData("10.00", "10")]
    public void Request_values_are_plain_and_without_trailing_noise(string value, string expected) =>
        Assert.Equal(expected, WireDecimal.ToText(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_listen_key_is_never_printed()
    {
        var reply = JsonSerializer.Deserialize(Fixture.Rest("account.start-user-stream.json"), BinanceJson.Default.ListenKeyWire)!;

        Assert.StartsWith("pqia91ma", reply.ListenKey, StringComparison.Ordinal);
        Assert.DoesNotContain("pqia91ma", reply.ToString(), StringComparison.Ordinal);
        Assert.Null(JsonSerializer.Deserialize("{}"u8, BinanceJson.Default.ListenKeyWire)!.ListenKey);
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var order = JsonSerializer.Deserialize(Fixture.Rest("trading.place-order.json"), BinanceJson.Default.OrderWire)!;
        var json = JsonSerializer.Serialize(order, BinanceJson.Default.OrderWire);

        Assert.Equal(order, JsonSerializer.Deserialize(json, BinanceJson.Default.OrderWire));
        Assert.Contains("\"avgPrice\":\"0.00000\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"time\"", json, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(json) > 100);
    }
}
