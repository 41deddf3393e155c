using System.Collections.Frozen;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>The table of REST routes.</summary>
internal static class ApiRoutes
{
    private static readonly ApiRoute[] Table =
    [
        Get("/fapi/v1/ping", ApiSecurity.None, static _ => ApiReply.Empty) with { ReadsHistoryOnly = true },
        Get("/fapi/v1/time", ApiSecurity.None, MarketRoutes.Time) with { ReadsHistoryOnly = true },
        Get("/fapi/v1/exchangeInfo", ApiSecurity.None, ExchangeInfoRoute.Answer),
        Get("/fapi/v1/depth", ApiSecurity.None, MarketRoutes.Depth, static p => p.Whole("limit") switch { 100 => 5, null or 500 => 10, 1000 => 20, _ => 2 }),
        Get("/fapi/v1/klines", ApiSecurity.None, KlinesRoute.Answer, static p => p.Limit(500, 1500) switch { < 100 => 1, < 500 => 2, <= 1000 => 5, _ => 10 }) with { ReadsHistoryOnly = true },
        Get("/fapi/v1/premiumIndex", ApiSecurity.None, MarketRoutes.PremiumIndex, BySymbol(1, 10)),
        Get("/fapi/v1/ticker/24hr", ApiSecurity.None, MarketRoutes.DayTicker, BySymbol(1, 40)),
        Get("/fapi/v1/ticker/price", ApiSecurity.None, MarketRoutes.LastPrice, BySymbol(1, 2)),
        Get("/fapi/v2/ticker/price", ApiSecurity.None, MarketRoutes.LastPrice, BySymbol(1, 2)),
        Get("/fapi/v1/ticker/bookTicker", ApiSecurity.None, MarketRoutes.BookTicker, BySymbol(2, 5)),

        new("POST", "/fapi/v1/order", ApiSecurity.Signed, OrderRoutes.Place) { Weight = Always(0), IsOrder = true },
        new("POST", "/fapi/v1/order/test", ApiSecurity.Signed, OrderRoutes.Test) { Weight = Always(0), IsOrder = true },
        Get("/fapi/v1/order", ApiSecurity.Signed, OrderRoutes.Query),
        new("DELETE", "/fapi/v1/order", ApiSecurity.Signed, OrderRoutes.Cancel),
        Get("/fapi/v1/openOrder", ApiSecurity.Signed, OrderRoutes.QueryOpen),
        Get("/fapi/v1/openOrders", ApiSecurity.Signed, OrderRoutes.Open, BySymbol(1, 40)),
        Get("/fapi/v1/allOrders", ApiSecurity.Signed, OrderRoutes.All, Always(5)),
        new("DELETE", "/fapi/v1/allOpenOrders", ApiSecurity.Signed, OrderRoutes.CancelAll),
        new("POST", "/fapi/v1/algoOrder", ApiSecurity.Signed, AlgoRoutes.Place) { Weight = Always(0), IsOrder = true },
        Get("/fapi/v1/algoOrder", ApiSecurity.Signed, AlgoRoutes.Query),
        new("DELETE", "/fapi/v1/algoOrder", ApiSecurity.Signed, AlgoRoutes.Cancel),
        new("DELETE", "/fapi/v1/algoOpenOrders", ApiSecurity.Signed, AlgoRoutes.CancelAll),
        Get("/fapi/v1/openAlgoOrders", ApiSecurity.Signed, AlgoRoutes.Open, BySymbol(1, 40)),
        Get("/fapi/v1/allAlgoOrders", ApiSecurity.Signed, AlgoRoutes.All, Always(5)),
        Get("/fapi/v1/userTrades", ApiSecurity.Signed, UserTradesRoute.Answer, Always(5)),

        Get("/fapi/v2/account", ApiSecurity.Signed, AccountRoutes.AccountV2, Always(5)),
        Get("/fapi/v3/account", ApiSecurity.Signed, AccountRoutes.AccountV3, Always(5)),
        Get("/fapi/v2/balance", ApiSecurity.Signed, AccountRoutes.Balance, Always(5)),
        Get("/fapi/v3/balance", ApiSecurity.Signed, AccountRoutes.Balance, Always(5)),
        Get("/fapi/v2/positionRisk", ApiSecurity.Signed, AccountRoutes.PositionsV2, Always(5)),
        Get("/fapi/v3/positionRisk", ApiSecurity.Signed, AccountRoutes.PositionsV3, Always(5)),

        new("POST", "/fapi/v1/leverage", ApiSecurity.Signed, SettingsRoutes.SetLeverage),
        Get("/fapi/v1/symbolConfig", ApiSecurity.Signed, SettingsRoutes.SymbolConfig, Always(5)),
        Get("/fapi/v1/accountConfig", ApiSecurity.Signed, SettingsRoutes.AccountConfig, Always(5)),
        Get("/fapi/v1/commissionRate", ApiSecurity.Signed, SettingsRoutes.CommissionRate, Always(20)),
        Get("/fapi/v1/leverageBracket", ApiSecurity.Signed, SettingsRoutes.LeverageBracket),
        Get("/fapi/v1/positionSide/dual", ApiSecurity.Signed, static _ => SettingsRoutes.OneWay, Always(30)),
        Get("/fapi/v1/multiAssetsMargin", ApiSecurity.Signed, static _ => SettingsRoutes.SingleAsset, Always(30)),

        new("POST", "/fapi/v1/listenKey", ApiSecurity.Key, ListenKeyRoutes.Create),
        new("PUT", "/fapi/v1/listenKey", ApiSecurity.Key, ListenKeyRoutes.KeepAlive),
        new("DELETE", "/fapi/v1/listenKey", ApiSecurity.Key, ListenKeyRoutes.Delete),
    ];

    private static readonly FrozenDictionary<string, ApiRoute> ByName = Table.ToFrozenDictionary(route => route.Name, StringComparer.Ordinal);

    public static ApiRoute? Find(string method, string path) => ByName.GetValueOrDefault($"{method} {path}");

    private static ApiRoute Get(string path, ApiSecurity security, Func<ApiCall, ApiReply> answer, Func<Parameters, int>? weight = null) =>
        new("GET", path, security, answer) { Weight = weight ?? Always(1) };

    private static Func<Parameters, int> Always(int weight) => _ => weight;

    private static Func<Parameters, int> BySymbol(int with, int without) => p => p["symbol"] is { Length: > 0 } ? with : without;
}
