using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spark.Binance.Wire;
using Spark.Domain.Accounts;

namespace Spark.Simulator.Tests.Hosting;

public sealed class WireShapeTests
{
    [Fact]
    public async Task Every_answer_reads_as_the_clients_strict_records()
    {
        await using var x = await TestExchange.StartAsync();
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        await x.OrderAsync($"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={await OrderRouteTests.BelowAsync(x)}&newClientOrderId=mine");
        var json = BinanceJson.Default;
        Read(json.ServerTimeWire, await x.GetAsync("/fapi/v1/time"));
        var info = Read(json.ExchangeInfoWire, await x.GetAsync("/fapi/v1/exchangeInfo"));
        Assert.Equal(["BTCUSDT", "ETHUSDT", "SOLUSDT"], info.Symbols.Select(symbol => symbol.Symbol).Take(3));
        Read(json.OrderBookWire, await x.GetAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20"));
        Assert.Equal(500, Read(json.IReadOnlyListKlineWire, await x.GetAsync("/fapi/v1/klines?symbol=BTCUSDT&interval=1m")).Count);
        Read(json.PremiumIndexWire, await x.GetAsync("/fapi/v1/premiumIndex?symbol=BTCUSDT"));
        Assert.Equal(info.Symbols.Count, Read(json.IReadOnlyListPremiumIndexWire, await x.GetAsync("/fapi/v1/premiumIndex")).Count);
        Read(json.TickerWire, await x.GetAsync("/fapi/v1/ticker/24hr?symbol=BTCUSDT"));
        Read(json.PriceWire, await x.GetAsync("/fapi/v2/ticker/price?symbol=BTCUSDT"));
        Read(json.BookTickerWire, await x.GetAsync("/fapi/v1/ticker/bookTicker?symbol=BTCUSDT"));
        foreach (var version in (string[])["v2", "v3"])
        {
            Read(json.AccountWire, await x.SignedAsync(HttpMethod.Get, $"/fapi/{version}/account"));
            Read(json.IReadOnlyListBalanceWire, await x.SignedAsync(HttpMethod.Get, $"/fapi/{version}/balance"));
            Assert.NotEmpty(Read(json.IReadOnlyListPositionRiskWire, await x.SignedAsync(HttpMethod.Get, $"/fapi/{version}/positionRisk")));
        }
        Read(json.OrderWire, await x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=mine"));
        Assert.Equal(2, Read(json.IReadOnlyListOrderWire, await x.SignedAsync(HttpMethod.Get, "/fapi/v1/allOrders", "symbol=BTCUSDT")).Count);
        Assert.Single(Read(json.IReadOnlyListUserTradeWire, await x.SignedAsync(HttpMethod.Get, "/fapi/v1/userTrades", "symbol=BTCUSDT")));
        Assert.Equal(7, Read(json.LeverageWire, await x.SignedAsync(HttpMethod.Post, "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=7")).Leverage);
        Assert.Equal(7, Read(json.IReadOnlyListSymbolConfigWire, await x.SignedAsync(HttpMethod.Get, "/fapi/v1/symbolConfig", "symbol=BTCUSDT"))[0].Leverage);
        Read(json.CommissionRateWire, await x.SignedAsync(HttpMethod.Get, "/fapi/v1/commissionRate", "symbol=BTCUSDT"));
        Read(json.IReadOnlyListLeverageBracketsWire, await x.SignedAsync(HttpMethod.Get, "/fapi/v1/leverageBracket"));
        Read(json.PositionModeWire, await x.SignedAsync(HttpMethod.Get, "/fapi/v1/positionSide/dual"));
        Read(json.MultiAssetsModeWire, await x.SignedAsync(HttpMethod.Get, "/fapi/v1/multiAssetsMargin"));
    }

    [Theory]
    [InlineData("GET", "/fapi/v3/account", "totalInitialMargin totalMaintMargin totalWalletBalance totalUnrealizedProfit totalMarginBalance totalPositionInitialMargin totalOpenOrderInitialMargin totalCrossWalletBalance totalCrossUnPnl availableBalance maxWithdrawAmount assets positions")]
    [InlineData("GET", "/fapi/v3/positionRisk", "symbol positionSide positionAmt entryPrice breakEvenPrice markPrice unRealizedProfit liquidationPrice isolatedMargin notional marginAsset isolatedWallet initialMargin maintMargin positionInitialMargin openOrderInitialMargin bidNotional askNotional adl updateTime")]
    [InlineData("GET", "/fapi/v1/accountConfig", "feeTier canTrade canDeposit canWithdraw dualSidePosition updateTime multiAssetsMargin tradeGroupId")]
    [InlineData("GET", "/fapi/v1/userTrades", "buyer maker commission commissionAsset id orderId price qty quoteQty baseQty marginAsset realizedPnl side positionSide symbol pair time")]
    [InlineData("GET", "/fapi/v1/allOrders", "avgPrice clientOrderId cumQuote executedQty orderId origQty origType price reduceOnly side positionSide status stopPrice closePosition symbol time timeInForce type updateTime workingType priceProtect priceMatch selfTradePreventionMode goodTillDate")]
    public async Task Answers_have_every_documented_member(string method, string path, string members)
    {
        await using var x = await TestExchange.StartAsync();
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        var json = (await x.SignedAsync(HttpMethod.Parse(method), path, "symbol=BTCUSDT")).Json;
        Assert.Empty(members.Split(' ').Except(Keys(json)));
    }

    [Fact]
    public async Task Answers_have_the_members_of_the_published_samples()
    {
        var folder = Fixtures.Find("binance/rest");
        await using var x = await TestExchange.StartAsync();
        await x.OrderAsync($"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={await OrderRouteTests.BelowAsync(x)}&newClientOrderId=mine");
        await x.OrderAsync($"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={await OrderRouteTests.BelowAsync(x)}&newClientOrderId=gone");
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        foreach (var id in (string[])["stop-gone", "stop-mine"])
        {
            await x.SignedAsync(HttpMethod.Post, "/fapi/v1/algoOrder", $"algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.01&triggerPrice=50000&clientAlgoId={id}");
        }
        await x.SignedAsync(HttpMethod.Put, "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&origClientOrderId=mine&quantity=0.015&price=60500");
        await x.SignedAsync(HttpMethod.Post, "/fapi/v1/marginType", "symbol=SOLUSDT&marginType=ISOLATED");
        await x.OrderAsync("symbol=SOLUSDT&side=BUY&type=MARKET&quantity=1");
        await x.SignedAsync(HttpMethod.Post, "/fapi/v1/positionMargin", "symbol=SOLUSDT&amount=5&type=1");
        // Gone from order answers since 2026-07, or of trailing and COIN-M orders only.
        string[] foreign = ["avgPrice", "cumQuote", "cumBase", "pair", "activatePrice", "priceRate"];
        var compared = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            using var sample = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            var request = sample.RootElement.GetProperty("request");
            var (method, path) = (request.GetProperty("method").GetString()!, request.GetProperty("path").GetString()!);
            if (Simulator.Hosting.Rest.ApiRoutes.Find(method, path) is null || path.EndsWith("listenKey", StringComparison.Ordinal) || HasNothingToTell(path)) continue;
            // The mode changes only while nothing is open, so that it is the other account's.
            var answer = path.EndsWith("/dual", StringComparison.Ordinal)
                ? await x.SignedAsync(HttpMethod.Parse(method), path, QueryFor(method, path), EmbeddedExchange.ExecutorKey, EmbeddedExchange.ExecutorSecret)
                : await x.SignedAsync(HttpMethod.Parse(method), path, QueryFor(method, path));
            Assert.True(answer.Status == 200, $"{method} {path}: {answer.Text}");
            var missing = Keys(sample.RootElement.GetProperty("response")).Except(Keys(answer.Json)).Except(foreign);
            Assert.True(!missing.Any(), $"{Path.GetFileName(file)}: {method} {path} lacks {string.Join(", ", missing)}");
            compared++;
        }
        Assert.True(compared >= 20, $"only {compared} samples were compared");
    }

    [Theory]
    [InlineData("trade-update.json", "TRADE_LITE")]
    [InlineData("nautilus-rs.trade-lite.json", "TRADE_LITE")]
    [InlineData("account-update.json", "ACCOUNT_UPDATE")]
    [InlineData("nautilus-rs.order-update-trade-partial.json", "ORDER_TRADE_UPDATE")]
    public async Task User_events_have_the_members_of_the_published_samples(string file, string type)
    {
        var folder = Fixtures.Find("binance/streams");
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        var events = await socket.ReadAsync(4);
        using var sample = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken));
        var expected = sample.RootElement.GetProperty("message");
        var got = events.Last(e => e.GetProperty("e").GetString() == type);
        string[] trailing = ["AP", "cr"];
        foreach (var (theirs, ours) in Parts(expected).Zip(Parts(got))) Assert.Empty(Keys(theirs).Except(Keys(ours)).Except(trailing));
    }

    [Fact]
    public async Task User_events_read_as_the_clients_strict_records()
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        var events = await socket.ReadAsync(4);
        Assert.Equal("NEW", events[0].Deserialize(BinanceJson.Default.OrderTradeUpdateWire)!.Order.Status);
        Assert.Equal(0.01m, events[1].Deserialize(BinanceJson.Default.TradeLiteWire)!.LastQuantity);
        Assert.NotNull(events[2].Deserialize(BinanceJson.Default.AccountUpdateWire));
        Assert.Equal("FILLED", events[3].Deserialize(BinanceJson.Default.OrderTradeUpdateWire)!.Order.Status);
    }

    private static IEnumerable<JsonElement> Parts(JsonElement element)
    {
        yield return element;
        if (element.TryGetProperty("o", out var order) && order.ValueKind == JsonValueKind.Object) yield return order;
        if (!element.TryGetProperty("a", out var account) || account.ValueKind != JsonValueKind.Object) yield break;
        yield return account;
        yield return account.GetProperty("B")[0];
        yield return account.GetProperty("P")[0];
    }

    /// <summary>Adjusted funding does not occur on this exchange.</summary>
    private static bool HasNothingToTell(string path) => path.EndsWith("/fundingInfo", StringComparison.Ordinal);

    private static string QueryFor(string method, string path) => (method, path[(path.IndexOf('v', StringComparison.Ordinal) + 3)..]) switch
    {
        ("POST", "order") => "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01",
        ("DELETE", "order") => "symbol=BTCUSDT&origClientOrderId=gone",
        ("GET", "order" or "openOrder") => "symbol=BTCUSDT&origClientOrderId=mine",
        ("DELETE", "allOpenOrders" or "algoOpenOrders") => "symbol=ETHUSDT",
        ("DELETE", "algoOrder") => "clientAlgoId=stop-gone",
        ("GET", "klines" or "markPriceKlines" or "premiumIndexKlines") => "symbol=BTCUSDT&interval=1m",
        ("GET", "indexPriceKlines") => "pair=BTCUSDT&interval=1m",
        ("PUT", "batchOrders") => $"batchOrders={Uri.EscapeDataString("""[{"symbol":"BTCUSDT","side":"BUY","origClientOrderId":"mine","quantity":"0.02","price":"61000"}]""")}",
        ("PUT", "order") => "symbol=BTCUSDT&side=BUY&origClientOrderId=mine&quantity=0.03&price=61000",
        ("POST", "batchOrders") => $"batchOrders={Uri.EscapeDataString("""[{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.01"}]""")}",
        ("POST", "positionSide/dual") => "dualSidePosition=true",
        ("POST", "multiAssetsMargin") => "multiAssetsMargin=true",
        ("POST", "marginType") => "symbol=ETHUSDT&marginType=ISOLATED",
        ("POST", "positionMargin") => "symbol=SOLUSDT&amount=5&type=1",
        ("GET", "positionMargin/history") => "symbol=SOLUSDT",
        ("POST", "feeBurn") => "feeBurn=false",
        ("POST", "leverage") => "symbol=BTCUSDT&leverage=10",
        _ => "symbol=BTCUSDT",
    };

    private static T Read<T>(JsonTypeInfo<T> type, Answer answer)
    {
        Assert.True(answer.Status == 200, answer.Text);
        return JsonSerializer.Deserialize(answer.Text, type)!;
    }

    private static IEnumerable<string> Keys(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.GetArrayLength() == 0 ? [] : Keys(element[0]);
        return element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(member => member.Name) : [];
    }
}
