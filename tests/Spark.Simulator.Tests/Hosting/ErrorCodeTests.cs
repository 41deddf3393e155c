using System.Globalization;
using Spark.Binance.Errors;
using Spark.Domain.Markets;
using Spark.Simulator.Faults;
using Spark.Simulator.Hosting;
using Spark.Simulator.Hosting.Rest;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Tests.Hosting;

/// <summary>
/// Every code that calls can provoke, with its HTTP status, by real calls at a BTCUSDT price of 70,000. A row is: code, status, what is
/// special about the exchange, and the calls of which the last one is refused. <c>@who</c> behind a path changes how a call is signed.
/// </summary>
public sealed class ErrorCodeTests
{
    private const string Buy = "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1";
    private const string Rest = "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=68000&newClientOrderId=mine";
    private const string Stop = "POST algoOrder?algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.01";
    private const string Isolate = "POST marginType?symbol=BTCUSDT&marginType=ISOLATED";

    [Theory]
    [InlineData(-1003, 429, "weight", "GET time", "GET time")]
    [InlineData(-1003, 418, "weight", "GET time", "GET time", "GET time", "GET time", "GET time", "GET time", "GET time", "GET time", "GET time", "GET time", "GET time", "GET time")]
    [InlineData(-1015, 429, "orders", Buy, Buy)]
    [InlineData(-1020, 400, "", "POST feeBurn?feeBurn=true")]
    [InlineData(-1020, 400, "", "POST positionSide/dual?dualSidePosition=true", Buy + "&positionSide=LONG")]
    [InlineData(-1021, 400, "", "GET openOrders@late")]
    [InlineData(-1021, 400, "", "GET openOrders@early")]
    [InlineData(-1022, 400, "", "GET openOrders@forged")]
    [InlineData(-1023, 400, "", "GET allOrders?symbol=BTCUSDT&startTime=2&endTime=1")]
    [InlineData(-1023, 400, "", "GET userTrades?symbol=BTCUSDT&startTime=2&endTime=1")]
    [InlineData(-1023, 400, "", "GET income?startTime=2&endTime=1")]
    [InlineData(-1023, 400, "", "GET forceOrders?startTime=2&endTime=1")]
    [InlineData(-1023, 400, "", "GET positionMargin/history?symbol=BTCUSDT&startTime=2&endTime=1")]
    [InlineData(-1023, 400, "", "GET klines?symbol=BTCUSDT&interval=1m&startTime=2&endTime=1")]
    [InlineData(-1023, 400, "", "GET aggTrades?symbol=BTCUSDT&startTime=2&endTime=1")]
    [InlineData(-1023, 400, "", "GET fundingRate?symbol=BTCUSDT&startTime=2&endTime=1")]
    [InlineData(-1100, 400, "", Buy + "&newClientOrderId=a%20b")]
    [InlineData(-1100, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1e-1")]
    [InlineData(-1101, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1&quantity=0.2")]
    [InlineData(-1102, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET")]
    [InlineData(-1105, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=")]
    [InlineData(-1106, 400, "", Buy + "&price=70000")]
    [InlineData(-1111, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.00015")]
    [InlineData(-1115, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=DAY&quantity=0.01&price=68000")]
    [InlineData(-1116, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=ICEBERG&quantity=0.01")]
    [InlineData(-1117, 400, "", "POST order?symbol=BTCUSDT&side=LONG&type=MARKET&quantity=0.01")]
    [InlineData(-1118, 400, "", Buy + "&newClientOrderId=")]
    [InlineData(-1119, 400, "", "GET order?symbol=BTCUSDT&origClientOrderId=")]
    [InlineData(-1120, 400, "", "GET klines?symbol=BTCUSDT&interval=7m")]
    [InlineData(-1121, 400, "", "GET depth?symbol=NOPEUSDT")]
    [InlineData(-1122, 400, "halted", Buy)]
    [InlineData(-1125, 400, "", "PUT listenKey")]
    [InlineData(-1127, 400, "", "GET aggTrades?symbol=BTCUSDT&startTime=1&endTime=3600001")]
    [InlineData(-1128, 400, "", "GET aggTrades?symbol=BTCUSDT&fromId=1&startTime=1")]
    [InlineData(-1130, 400, "", "POST marginType?symbol=BTCUSDT&marginType=BOTH")]
    [InlineData(-1136, 400, "", Buy + "&newOrderRespType=FULL")]
    [InlineData(-2011, 400, "", "DELETE order?symbol=BTCUSDT&origClientOrderId=none")]
    [InlineData(-2011, 400, "", "DELETE algoOrder?clientAlgoId=none")]
    [InlineData(-2013, 400, "", "GET order?symbol=BTCUSDT&origClientOrderId=none")]
    [InlineData(-2014, 401, "", "GET openOrders@keyless")]
    [InlineData(-2015, 401, "", "GET openOrders@unknown")]
    [InlineData(-2019, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=68000")]
    [InlineData(-2021, 400, "", Stop + "&triggerPrice=71000")]
    [InlineData(-2022, 400, "", "POST order?symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.1&reduceOnly=true")]
    [InlineData(-2025, 400, "oneOrder", Rest, "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=68000")]
    [InlineData(-2027, 400, "", "POST leverage?symbol=BTCUSDT&leverage=125", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=5")]
    [InlineData(-2028, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=2", "POST leverage?symbol=BTCUSDT&leverage=5")]
    [InlineData(-4001, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=-1")]
    [InlineData(-4002, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=5000000")]
    [InlineData(-4003, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0")]
    [InlineData(-4004, 400, "lots", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.005")]
    [InlineData(-4005, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=121")]
    [InlineData(-4006, 400, "", Stop + "&triggerPrice=1")]
    [InlineData(-4007, 400, "", Stop + "&triggerPrice=5000000")]
    [InlineData(-4013, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=500")]
    [InlineData(-4014, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=68000.05")]
    [InlineData(-4015, 400, "", Buy + "&newClientOrderId=0123456789012345678901234567890123456")]
    [InlineData(-4016, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=80000")]
    [InlineData(-4021, 400, "", "GET depth?symbol=BTCUSDT&limit=7")]
    [InlineData(-4023, 400, "lots", "POST order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.012")]
    [InlineData(-4024, 400, "", "POST order?symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000")]
    [InlineData(-4028, 400, "", "POST leverage?symbol=BTCUSDT&leverage=126")]
    [InlineData(-4031, 400, "", Stop + "&triggerPrice=60000&workingType=INDEX")]
    [InlineData(-4046, 400, "", "POST marginType?symbol=BTCUSDT&marginType=CROSSED")]
    [InlineData(-4047, 400, "", Rest, Isolate)]
    [InlineData(-4048, 400, "", Buy, Isolate)]
    [InlineData(-4049, 400, "", Buy, "POST positionMargin?symbol=BTCUSDT&amount=1&type=1")]
    [InlineData(-4050, 400, "", Isolate, Buy, "POST positionMargin?symbol=BTCUSDT&amount=10000&type=1")]
    [InlineData(-4051, 400, "", Isolate, Buy, "POST positionMargin?symbol=BTCUSDT&amount=300&type=2")]
    [InlineData(-4054, 400, "", Isolate, "POST positionMargin?symbol=BTCUSDT&amount=1&type=1")]
    [InlineData(-4055, 400, "", Isolate, Buy, "POST positionMargin?symbol=BTCUSDT&amount=0&type=1")]
    [InlineData(-4059, 400, "", "POST positionSide/dual?dualSidePosition=false")]
    [InlineData(-4060, 400, "", Buy + "&positionSide=UP")]
    [InlineData(-4061, 400, "", Buy + "&positionSide=LONG")]
    [InlineData(-4061, 400, "", "POST positionSide/dual?dualSidePosition=true", Buy)]
    [InlineData(-4067, 400, "", Rest, "POST positionSide/dual?dualSidePosition=true")]
    [InlineData(-4068, 400, "", Buy, "POST positionSide/dual?dualSidePosition=true")]
    [InlineData(-4082, 400, "", "POST batchOrders?batchOrders=[]")]
    [InlineData(-4104, 400, "", "GET continuousKlines?pair=BTCUSDT&interval=1m&contractType=WEEKLY")]
    [InlineData(-4116, 400, "", Rest, Rest)]
    [InlineData(-4116, 400, "", Stop + "&triggerPrice=60000&clientAlgoId=mine", Stop + "&triggerPrice=60000&clientAlgoId=mine")]
    [InlineData(-4118, 400, "held", Buy, "POST order?symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.1&price=72000&reduceOnly=true", "POST order?symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.1&reduceOnly=true")]
    [InlineData(-4120, 400, "", "POST order?symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.01&stopPrice=60000")]
    [InlineData(-4131, 400, "narrow", Buy)]
    [InlineData(-4137, 400, "", Stop + "&triggerPrice=60000&closePosition=true")]
    [InlineData(-4138, 400, "", "POST algoOrder?algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=60000&closePosition=true&reduceOnly=true")]
    [InlineData(-4144, 400, "", "GET indexPriceKlines?pair=NOPEUSDT&interval=1m")]
    [InlineData(-4161, 400, "", Isolate, Buy, "POST leverage?symbol=BTCUSDT&leverage=10")]
    [InlineData(-4164, 400, "held", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=49999")]
    [InlineData(-4165, 400, "", "GET allOrders?symbol=BTCUSDT&startTime=1&endTime=700000000")]
    [InlineData(-4167, 400, "", Isolate, "POST multiAssetsMargin?multiAssetsMargin=true")]
    [InlineData(-4168, 400, "", "POST multiAssetsMargin?multiAssetsMargin=true", Isolate)]
    [InlineData(-4170, 400, "", Rest, "POST multiAssetsMargin?multiAssetsMargin=true")]
    [InlineData(-4171, 400, "", "POST multiAssetsMargin?multiAssetsMargin=false")]
    [InlineData(-5021, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=FOK&quantity=0.01&price=68000")]
    [InlineData(-5022, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.01&price=72000")]
    [InlineData(-5025, 400, "", Buy + "&newClientOrderId=done", "PUT order?symbol=BTCUSDT&side=BUY&origClientOrderId=done&quantity=0.2&price=68000")]
    [InlineData(-5027, 400, "", Rest, "PUT order?symbol=BTCUSDT&side=BUY&origClientOrderId=mine&quantity=0.01&price=68000")]
    [InlineData(-5029, 400, "", Rest, "PUT order?symbol=BTCUSDT&side=BUY&origClientOrderId=mine&quantity=0.001&price=49999")]
    [InlineData(-5037, 400, "", "POST order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=68000&priceMatch=QUEUE")]
    [InlineData(-5039, 400, "", Buy + "&selfTradePreventionMode=MAYBE")]
    [InlineData(-5047, 400, "", Rest, "PUT order?symbol=BTCUSDT&side=BUY&origClientOrderId=mine&quantity=0.02&price=68000&reduceOnly=true")]
    public async Task A_call_that_is_refused_gets_its_code_and_status_and_a_text(int code, int status, string special, params string[] calls)
    {
        await using var x = await TestExchange.StartAsync(change: settings => Change(settings, special));
        await x.Control.MoveToAsync("BTCUSDT", 70_000, TestContext.Current.CancellationToken);
        Answer answer = null!;
        foreach (var call in calls) answer = await CallAsync(x, call);
        Assert.True((status, code) == (answer.Status, answer.Code), $"{answer.Status} {answer.Text}");
        Assert.NotEmpty(answer.Json.GetProperty("msg").GetString()!);
        Assert.NotNull(ExchangeErrorCodes.Find(code));
    }

    [Fact]
    public async Task The_201st_conditional_order_is_one_too_many()
    {
        await using var x = await TestExchange.StartAsync(change: settings => settings with { OrdersPerTenSeconds = 1_000 });
        for (var i = 0; i < 200; i++) Assert.Equal(200, (await CallAsync(x, Stop + "&triggerPrice=40000")).Status);
        Assert.Equal(-4045, (await CallAsync(x, Stop + "&triggerPrice=40000")).Code);
    }

    [Fact]
    public async Task An_order_that_comes_to_the_engine_after_its_window_is_refused_there_and_never_executed()
    {
        await using var x = await TestExchange.StartAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.RequestDelay) { Route = FaultRule.OrderRoute, Milliseconds = 6_000, Count = 1 });
        var late = CallAsync(x, Buy + "&newClientOrderId=late");
        while (!late.IsCompleted)
        {
            x.Time.Advance(TimeSpan.FromMilliseconds(500));
            await x.Control.StatusAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal((400, -5028), (await late) is var answer ? (answer.Status, answer.Code) : default);
        Assert.Equal(-2013, (await CallAsync(x, "GET order?symbol=BTCUSDT&origClientOrderId=late")).Code);
    }

    [Theory]
    [InlineData(500, -1000)]
    [InlineData(500, -1001)]
    [InlineData(401, -1002)]
    [InlineData(500, -1006)]
    [InlineData(408, -1007)]
    [InlineData(503, -1008)]
    [InlineData(400, -1010)]
    [InlineData(400, -1013)]
    [InlineData(400, -1014)]
    [InlineData(400, -1112)]
    [InlineData(400, -2010)]
    [InlineData(400, -2018)]
    [InlineData(400, -2023)]
    [InlineData(400, -4087)]
    [InlineData(400, -4192)]
    [InlineData(400, -4202)]
    public async Task What_no_call_provokes_here_is_told_by_a_fault_and_nothing_is_executed(int status, int code)
    {
        await using var x = await TestExchange.StartAsync();
        await ControlTests.PostAsync(x, "/sim/faults", $$"""{"name":"errorByRoute","route":"POST /fapi/v1/order","status":{{status}},"code":{{code}},"msg":"No.","count":1}""");
        var answer = await CallAsync(x, Buy);
        Assert.Equal((status, code, "No."), (answer.Status, answer.Code, answer.Json.GetProperty("msg").GetString()));
        Assert.Equal("[]", (await CallAsync(x, "GET allOrders?symbol=BTCUSDT")).Text);
        Assert.NotNull(ExchangeErrorCodes.Find(code));
    }

    private static async Task<Answer> CallAsync(TestExchange x, string call)
    {
        var words = call.Split(' ', 2);
        var method = HttpMethod.Parse(words[0]);
        var parts = words[1].Split('?', 2);
        var (name, who) = parts[0].Split('@') is [var plain, var special] ? (plain, special) : (parts[0], "");
        var (path, parameters) = ($"/fapi/v1/{name}", parts.Length > 1 ? parts[1] : "");
        return (ApiRoutes.Find(method.Method, path)!.Security, who) switch
        {
            (ApiSecurity.None, _) => await x.GetAsync($"{path}?{parameters}"),
            (ApiSecurity.Key, _) => await KeyedAsync(x, method, path),
            (_, "late") => await x.SignedTextAsync(method, path, Stamped(x.Now - 5_001)),
            (_, "early") => await x.SignedTextAsync(method, path, Stamped(x.Now + 1_000)),
            (_, "forged") => await x.SignedAsync(method, path, parameters, secret: "other"),
            (_, "keyless") => await x.GetAsync($"{path}?{Stamped(x.Now)}&signature=00"),
            (_, "unknown") => await x.SignedAsync(method, path, parameters, key: "nobody"),
            _ => await x.SignedAsync(method, path, parameters),
        };
    }

    private static string Stamped(long timestamp) => string.Create(CultureInfo.InvariantCulture, $"timestamp={timestamp}");

    private static Task<Answer> KeyedAsync(TestExchange x, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-MBX-APIKEY", "sim-key");
        return x.SendAsync(request);
    }

    private static SimulatorSettings Change(SimulatorSettings settings, string special) => special switch
    {
        "weight" => settings with { WeightPerMinute = 1 },
        "orders" => settings with { OrdersPerTenSeconds = 1 },
        "held" => settings with { RestingOrdersHoldThePosition = true },
        "halted" => settings with { Markets = [Bitcoin(instrument => instrument with { IsTrading = false })] },
        "lots" => settings with { Markets = [Bitcoin(instrument => instrument with { Lot = new LotRule(0.01m, 1_000, 0.005m), MarketLot = new LotRule(0.01m, 1_000, 0.005m) })] },
        "narrow" => settings with { Markets = [Bitcoin(instrument => instrument with { PriceMultiplierUp = 0.99m })] },
        "oneOrder" => settings with { Markets = [Bitcoin(instrument => instrument, maxOpenOrders: 1)] },
        _ => settings,
    };

    private static MarketProfile Bitcoin(Func<Instrument, Instrument> change, int maxOpenOrders = 200)
    {
        var profile = ContractTable.Default[0];
        var contract = profile.Contract;
        return profile with
        {
            Contract = new Contract
            {
                Instrument = change(contract.Instrument),
                Index = 0,
                PricePrecision = contract.PricePrecision,
                QuantityPrecision = contract.QuantityPrecision,
                OnboardDate = contract.OnboardDate,
                Brackets = contract.Brackets,
                MaxOpenOrders = maxOpenOrders,
            },
        };
    }
}
