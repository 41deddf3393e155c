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
        Get("/fapi/v1/trades", ApiSecurity.None, TapeRoutes.Recent, Always(5)),
        Get("/fapi/v1/historicalTrades", ApiSecurity.Key, TapeRoutes.Historical, Always(200)),
        Get("/fapi/v1/aggTrades", ApiSecurity.None, TapeRoutes.Aggregates, Always(20)),
        History("/fapi/v1/klines", KlinesRoute.Trades),
        History("/fapi/v1/continuousKlines", KlinesRoute.Continuous),
        History("/fapi/v1/markPriceKlines", KlinesRoute.Mark),
        History("/fapi/v1/indexPriceKlines", KlinesRoute.Index),
        History("/fapi/v1/premiumIndexKlines", KlinesRoute.Premium),
        Get("/fapi/v1/fundingRate", ApiSecurity.None, FundingRoutes.Rates, Always(0)),
        Get("/fapi/v1/fundingInfo", ApiSecurity.None, SettingsRoutes.NoRows, Always(0)),
        Get("/fapi/v1/openInterest", ApiSecurity.None, FundingRoutes.OpenInterest),
        Get("/fapi/v1/premiumIndex", ApiSecurity.None, MarketRoutes.PremiumIndex, BySymbol(1, 10)),
        Get("/fapi/v1/ticker/24hr", ApiSecurity.None, MarketRoutes.DayTicker, BySymbol(1, 40)),
        Get("/fapi/v1/ticker/price", ApiSecurity.None, MarketRoutes.LastPrice, BySymbol(1, 2)),
        Get("/fapi/v2/ticker/price", ApiSecurity.None, MarketRoutes.LastPrice, BySymbol(1, 2)),
        Get("/fapi/v1/ticker/bookTicker", ApiSecurity.None, MarketRoutes.BookTicker, BySymbol(2, 5)),

        new("POST", "/fapi/v1/order", ApiSecurity.Signed, OrderRoutes.Place) { Weight = Always(0), OrderUnits = 1 },
        new("POST", "/fapi/v1/order/test", ApiSecurity.Signed, OrderRoutes.Test) { Weight = Always(0), OrderUnits = 1 },
        new("PUT", "/fapi/v1/order", ApiSecurity.Signed, AmendRoutes.Amend) { Weight = Always(0), OrderUnits = 1 },
        new("POST", "/fapi/v1/batchOrders", ApiSecurity.Signed, BatchRoutes.Place) { Weight = Always(5), OrderUnits = 5 },
        new("PUT", "/fapi/v1/batchOrders", ApiSecurity.Signed, BatchRoutes.Amend) { Weight = Always(5), OrderUnits = 5 },
        new("DELETE", "/fapi/v1/batchOrders", ApiSecurity.Signed, BatchRoutes.Cancel),
        new("POST", "/fapi/v1/countdownCancelAll", ApiSecurity.Signed, OrderRoutes.Countdown) { Weight = Always(10) },
        Get("/fapi/v1/orderAmendment", ApiSecurity.Signed, AmendRoutes.History),
        Get("/fapi/v1/rateLimit/order", ApiSecurity.Signed, AccountNoticeRoutes.OrderLimits),
        Get("/fapi/v1/order", ApiSecurity.Signed, OrderRoutes.Query),
        new("DELETE", "/fapi/v1/order", ApiSecurity.Signed, OrderRoutes.Cancel),
        Get("/fapi/v1/openOrder", ApiSecurity.Signed, OrderRoutes.QueryOpen),
        Get("/fapi/v1/openOrders", ApiSecurity.Signed, OrderRoutes.Open, BySymbol(1, 40)),
        Get("/fapi/v1/allOrders", ApiSecurity.Signed, OrderRoutes.All, Always(5)),
        new("DELETE", "/fapi/v1/allOpenOrders", ApiSecurity.Signed, OrderRoutes.CancelAll),
        new("POST", "/fapi/v1/algoOrder", ApiSecurity.Signed, AlgoRoutes.Place) { Weight = Always(0), OrderUnits = 1 },
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
        Get("/fapi/v1/income", ApiSecurity.Signed, IncomeRoute.Answer, Always(30)),
        Get("/fapi/v1/positionSide/dual", ApiSecurity.Signed, SettingsRoutes.PositionMode, Always(30)),
        new("POST", "/fapi/v1/positionSide/dual", ApiSecurity.Signed, SettingsRoutes.SetPositionMode),
        Get("/fapi/v1/multiAssetsMargin", ApiSecurity.Signed, SettingsRoutes.MultiAssetsMode, Always(30)),
        new("POST", "/fapi/v1/multiAssetsMargin", ApiSecurity.Signed, SettingsRoutes.SetMultiAssetsMode),
        new("POST", "/fapi/v1/marginType", ApiSecurity.Signed, MarginRoutes.SetType),
        new("POST", "/fapi/v1/positionMargin", ApiSecurity.Signed, MarginRoutes.Move),
        Get("/fapi/v1/positionMargin/history", ApiSecurity.Signed, MarginRoutes.History),
        Get("/fapi/v1/feeBurn", ApiSecurity.Signed, SettingsRoutes.FeeBurn, Always(30)),
        new("POST", "/fapi/v1/feeBurn", ApiSecurity.Signed, SettingsRoutes.SetFeeBurn),
        Get("/fapi/v1/apiTradingStatus", ApiSecurity.Signed, AccountNoticeRoutes.TradingStatus, BySymbol(1, 10)),
        Get("/fapi/v1/adlQuantile", ApiSecurity.Signed, AccountNoticeRoutes.AdlQuantile, Always(5)),
        Get("/fapi/v1/forceOrders", ApiSecurity.Signed, AccountNoticeRoutes.ForceOrders, BySymbol(20, 50)),

        new("POST", "/fapi/v1/listenKey", ApiSecurity.Key, ListenKeyRoutes.Create),
        new("PUT", "/fapi/v1/listenKey", ApiSecurity.Key, ListenKeyRoutes.KeepAlive),
        new("DELETE", "/fapi/v1/listenKey", ApiSecurity.Key, ListenKeyRoutes.Delete),
    ];

    private static readonly FrozenDictionary<string, ApiRoute> ByName = Table.ToFrozenDictionary(route => route.Name, StringComparer.Ordinal);

    public static ApiRoute? Find(string method, string path) => ByName.GetValueOrDefault($"{method} {path}");

    private static ApiRoute Get(string path, ApiSecurity security, Func<ApiCall, ApiReply> answer, Func<Parameters, int>? weight = null) =>
        new("GET", path, security, answer) { Weight = weight ?? Always(1) };

    private static ApiRoute History(string path, Func<ApiCall, ApiReply> answer) =>
        Get(path, ApiSecurity.None, answer, KlinesRoute.Weight) with { ReadsHistoryOnly = true };

    private static Func<Parameters, int> Always(int weight) => _ => weight;

    private static Func<Parameters, int> BySymbol(int with, int without) => p => p["symbol"] is { Length: > 0 } ? with : without;
}
