using System.Globalization;
using System.Text;
using Spark.Simulator.Hosting;
using Spark.Simulator.Hosting.Rest;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Tests.Hosting;

/// <summary>
/// Three clients who do everything that a client can, by a seed, against an exchange in memory: every answer, event and book is
/// written down as it would be on the wire.
/// </summary>
internal sealed class ScriptedRun
{
    private static readonly long Start = new DateTimeOffset(2026, 11, 22, 15, 58, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];

    private readonly SimulatorSettings _settings = new() { Markets = ContractTable.Select(Symbols)!.Value };
    private readonly ulong _script;
    private readonly ExchangeInstance _instance;
    private readonly List<Account> _clients = [];
    private readonly List<(string Symbol, string Id)> _sent = [];
    private long _now = Start;
    private ulong _draws;

    /// <param name="seed">The exchange's.</param>
    /// <param name="script">The clients'.</param>
    public ScriptedRun(ulong seed, ulong script)
    {
        _script = script;
        _instance = ExchangeInstance.Begin("sim-scripted", _settings with { Seed = seed }, Start);
        _instance.Exchange.Observer = new WireLog(Lines, _instance.Exchange.Fees);
        for (var i = 0; i < 3; i++) _clients.Add(_instance.Open(new SimulatedAccount($"client-{i}", "secret"))!);
    }

    /// <summary>What was told, in order.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>How often each route answered 200.</summary>
    public Dictionary<string, int> Succeeded { get; } = new(StringComparer.Ordinal);

    public ScriptedRun Run(int calls)
    {
        for (var call = 1; call <= calls; call++)
        {
            _now += Draw(600);
            _instance.Simulation.AdvanceTo(_now);
            Act(_clients[Draw(3)], Symbols[Draw(3)]);
            if (call % 50 == 0) Look();
        }
        return this;
    }

    private void Act(Account client, string symbol)
    {
        switch (Draw(25))
        {
            case < 5: Order(client, symbol, $"type=MARKET&{Some(symbol)}{(Draw(4) == 0 ? "&reduceOnly=true" : "")}"); break;
            case < 11: Order(client, symbol, Limit(symbol)); break;
            case < 14: Stop(client, symbol); break;
            case 14: Amend(client); break;
            case 15: Batch(client, symbol); break;
            case 16: Ask(client, "DELETE", "/fapi/v1/allOpenOrders", $"symbol={symbol}"); break;
            case 17: Ask(client, "DELETE", "/fapi/v1/algoOpenOrders", $"symbol={symbol}"); break;
            case 18: CancelOne(client); break;
            case 19: Ask(client, "POST", "/fapi/v1/leverage", $"symbol={symbol}&leverage={1 + Draw(100)}"); break;
            case 20: ChangeMarginType(client, symbol); break;
            case 21: Ask(client, "POST", "/fapi/v1/positionMargin", $"symbol={symbol}&amount={1 + Draw(40)}&type={1 + Draw(2)}"); break;
            case 22: Ask(client, "POST", "/fapi/v1/countdownCancelAll", $"symbol={symbol}&countdownTime={Draw(3) * 1_000}"); break;
            case 23: _instance.Simulation.MoveTo(Market(symbol), Price(symbol, 30)); break;
            default: _instance.Exchange.Transfer(client, 1 + Draw(400)); break;
        }
    }

    private void Order(Account client, string symbol, string parameters)
    {
        var id = $"o{_draws}";
        _sent.Add((symbol, id));
        Ask(client, "POST", "/fapi/v1/order", $"symbol={symbol}&side={AnySide()}&{parameters}&newClientOrderId={id}&newOrderRespType={(Draw(2) == 0 ? "ACK" : "RESULT")}");
    }

    private string Limit(string symbol)
    {
        string[] inForce = ["GTC", "GTC", "IOC", "FOK", "GTX"];
        string[] prevention = ["NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH"];
        return $"type=LIMIT&timeInForce={inForce[Draw(5)]}&price={Text(Price(symbol, 6))}&{Some(symbol)}&selfTradePreventionMode={prevention[Draw(4)]}{(Draw(6) == 0 ? "&reduceOnly=true" : "")}";
    }

    private void Stop(Account client, string symbol)
    {
        string[] types = ["STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET"];
        var type = types[Draw(4)];
        var trigger = Price(symbol, 8);
        var priced = type is "STOP" or "TAKE_PROFIT" ? $"&price={Text(trigger)}" : "";
        var size = priced.Length == 0 && Draw(4) == 0 ? "closePosition=true" : Some(symbol);
        Ask(client, "POST", "/fapi/v1/algoOrder",
            $"algoType=CONDITIONAL&symbol={symbol}&side={AnySide()}&type={type}&triggerPrice={Text(trigger)}{priced}&{size}{(size[0] == 'q' && Draw(3) == 0 ? "&reduceOnly=true" : "")}&workingType={(Draw(2) == 0 ? "MARK_PRICE" : "CONTRACT_PRICE")}&clientAlgoId=a{_draws}");
    }

    /// <summary>Which nothing may be open for.</summary>
    private void ChangeMarginType(Account client, string symbol)
    {
        Ask(client, "DELETE", "/fapi/v1/allOpenOrders", $"symbol={symbol}");
        var held = client.In(Market(symbol));
        var side = held.Position.Quantity > 0 ? "SELL" : "BUY";
        if (!held.Position.IsFlat) Ask(client, "POST", "/fapi/v1/order", $"symbol={symbol}&side={side}&type=MARKET&quantity={Text(Math.Abs(held.Position.Quantity))}&reduceOnly=true");
        Ask(client, "POST", "/fapi/v1/marginType", $"symbol={symbol}&marginType={(held.IsIsolated && Draw(3) == 0 ? "CROSSED" : "ISOLATED")}");
    }

    private void Amend(Account client)
    {
        if (Resting(client) is not { } order) return;
        Ask(client, "PUT", "/fapi/v1/order",
            $"symbol={order.Market.Contract.Name}&side={order.Side.ToString().ToUpperInvariant()}&orderId={order.Id}&price={Text(Price(order.Market.Contract.Name, 6))}&{Some(order.Market.Contract.Name)}");
    }

    private void Batch(Account client, string symbol)
    {
        if (Draw(2) == 0)
        {
            // Inside the spread, so that the second order meets the first.
            var between = Market("ETHUSDT").Contract.ToPrice(Market("ETHUSDT").Book.Asks.Best!.Ticks - 1);
            Batch(client, Line("ETHUSDT", "BUY", between), Line("ETHUSDT", "SELL", between));
        }
        else Batch(client, Line(symbol, AnySide(), Price(symbol, 6)), Line(symbol, AnySide(), Price(symbol, 6)), Line(symbol, AnySide(), Price(symbol, 6)));
    }

    private void Batch(Account client, params string[] orders) =>
        Ask(client, "POST", "/fapi/v1/batchOrders", $"batchOrders={Uri.EscapeDataString($"[{string.Join(',', orders)}]")}");

    private string Line(string symbol, string side, decimal price) =>
        $$"""{"symbol":"{{symbol}}","side":"{{side}}","type":"LIMIT","timeInForce":"GTC","price":"{{Text(price)}}","quantity":"{{Some(symbol)[9..]}}"}""";

    private void CancelOne(Account client)
    {
        if (Draw(3) == 0 && _sent.Count > 0)
        {
            var (symbol, id) = _sent[Draw(_sent.Count)];
            Ask(client, "DELETE", "/fapi/v1/order", $"symbol={symbol}&origClientOrderId={id}");
        }
        else if (Resting(client) is { } order) Ask(client, "DELETE", "/fapi/v1/order", $"symbol={order.Market.Contract.Name}&orderId={order.Id}");
    }

    private BookOrder? Resting(Account client)
    {
        BookOrder[] open = [.. client.Active.SelectMany(holding => holding.OpenOrders.Values).OrderBy(order => order.Time).ThenBy(order => order.Id)];
        return open.Length == 0 ? null : open[Draw(open.Length)];
    }

    /// <summary>Books, fills, orders and accounts as anybody would read them.</summary>
    private void Look()
    {
        foreach (var symbol in Symbols) Ask(null, "GET", "/fapi/v1/depth", $"symbol={symbol}&limit=1000");
        foreach (var client in _clients)
        {
            foreach (var symbol in Symbols) Ask(client, "GET", "/fapi/v1/userTrades", $"symbol={symbol}&limit=1000");
            foreach (var path in (string[])["/fapi/v1/openOrders", "/fapi/v1/openAlgoOrders", "/fapi/v2/account", "/fapi/v3/positionRisk", "/fapi/v1/income"]) Ask(client, "GET", path, "");
        }
    }

    private void Ask(Account? client, string method, string path, string parameters)
    {
        var route = ApiRoutes.Find(method, path)!;
        ApiReply reply;
        try
        {
            reply = route.Answer(new ApiCall(_instance, new Parameters(parameters, ""), client, _now, _settings));
        }
        catch (RefusedException e)
        {
            reply = ApiReply.Refused(e.Rejection);
        }
        if (reply.Status == 200) Succeeded[route.Name] = Succeeded.GetValueOrDefault(route.Name) + 1;
        Lines.Add($"{client?.Name} {method} {path}?{parameters} -> {reply.Status} {Encoding.UTF8.GetString(reply.Body.Span)}");
    }

    private int Draw(int below) => (int)(SeededNoise.Hash(_script, 1, (long)++_draws) % (ulong)below);

    private string AnySide() => Draw(2) == 0 ? "BUY" : "SELL";

    private Market Market(string symbol) => _instance.Exchange.Find(symbol)!;

    /// <summary>A price on the grid, at most so many per mille from the mark.</summary>
    private decimal Price(string symbol, int perMille) =>
        Market(symbol).Contract.Instrument.Price.RoundDown(Market(symbol).MarkPrice * (1 + (Draw(2 * perMille * 10 + 1) - perMille * 10) / 10_000m));

    /// <summary>A quantity worth some hundreds or thousands of USDT.</summary>
    private string Some(string symbol)
    {
        var contract = Market(symbol).Contract;
        return $"quantity={Text(contract.ToQuantity(contract.ToLots((100 + Draw(9_000)) / Market(symbol).MarkPrice) + 1))}";
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
