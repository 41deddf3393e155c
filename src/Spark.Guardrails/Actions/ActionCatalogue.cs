using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using static Spark.Guardrails.Actions.ActionEffect;

namespace Spark.Guardrails.Actions;

/// <summary>Everything that can be asked for: nothing outside this list is ever carried out.</summary>
public static class ActionCatalogue
{
    /// <summary>All actions in the contract's order.</summary>
    public static ImmutableArray<ActionDefinition> All { get; } =
    [
        Get(ActionPaths.Health, Read, [],
            "Reports whether the executor, its exchange and its streams are well.",
            "Yürütücünün, borsanın ve veri akışlarının sağlıklı olup olmadığını bildirir."),
        Get(ActionPaths.Account, Read, [],
            "Shows wallet balance, margin and unrealised profit.",
            "Cüzdan bakiyesini, teminatı ve gerçekleşmemiş kârı gösterir."),
        Get(ActionPaths.Positions, Read, [Optional("symbol", ParamKinds.Symbol)],
            "Lists open positions.",
            "Açık pozisyonları listeler."),
        Get(ActionPaths.OpenOrders, Read, [Optional("symbol", ParamKinds.Symbol)],
            "Lists orders that can still fill.",
            "Hâlâ gerçekleşebilecek emirleri listeler."),
        Get(ActionPaths.Order, Read, OrderReference,
            "Shows one order and what became of it.",
            "Tek bir emri ve akıbetini gösterir."),
        Get(ActionPaths.Fills, Read, [Optional("symbol", ParamKinds.Symbol), Optional("after", ParamKinds.Instant)],
            "Lists executions of orders.",
            "Emir gerçekleşmelerini listeler."),
        Get(ActionPaths.Ticker, Read, [Required("symbol", ParamKinds.Symbol)],
            "Shows a symbol's last price, mark price, bid and ask.",
            "Bir sembolün son fiyatını, mark fiyatını, alış ve satışını gösterir."),
        Get(ActionPaths.RiskStatus, Read, [],
            "Shows risk limits, how much of them is used, and the circuit breaker.",
            "Risk limitlerini, kullanımlarını ve devre kesiciyi gösterir."),
        Get(ActionPaths.CanaryStatus, Read, [],
            "Lists active and recent canaries with their outcome.",
            "Etkin ve son kanaryaları sonuçlarıyla listeler."),
        Get(ActionPaths.GuardrailsStatus, Read, [],
            "Shows latency, error rate, stream uptime and automatic actions taken.",
            "Gecikmeyi, hata oranını, akış süresini ve alınan otomatik önlemleri gösterir."),
        Post(ActionPaths.StreamsStart, Streams, [Required("symbols", ParamKinds.Symbols)],
            "Starts market data streams of the given symbols.",
            "Verilen sembollerin piyasa veri akışlarını başlatır."),
        Post(ActionPaths.StreamsStop, Streams, [],
            "Stops market data streams.",
            "Piyasa veri akışlarını durdurur."),
        Post(ActionPaths.CanaryRun, Simulate, [Required("scope", ParamKinds.Scope), .. Order],
            "Simulates an order against live data and keeps the evidence for a confirmation.",
            "Bir emri canlı veriye karşı simüle eder ve onay için kanıtını saklar."),
        Post(ActionPaths.OrderPlace, RaisesExposure,
            [.. Order, Optional("clientOrderId", ParamKinds.ClientOrderId), Optional("dryRun", ParamKinds.Boolean)],
            "Places an order, or as a dry run shows what it would do.",
            "Emir verir; simülasyonda ne olacağını gösterir."),
        Post(ActionPaths.CanaryConfirm, RaisesExposure, [Required("scope", ParamKinds.Scope), Optional("canaryId", ParamKinds.Id)],
            "Carries out the order of a canary that passed.",
            "Başarılı bir kanaryanın emrini gerçekleştirir."),
        Post(ActionPaths.OrderCancel, LowersExposure, OrderReference,
            "Cancels one order.",
            "Tek bir emri iptal eder."),
        Post(ActionPaths.OrderCancelAll, LowersExposure, [Optional("symbol", ParamKinds.Symbol)],
            "Cancels all open orders of a symbol, or of every symbol.",
            "Bir sembolün ya da tüm sembollerin açık emirlerini iptal eder."),
        Post(ActionPaths.PositionClose, LowersExposure,
            [Optional("symbol", ParamKinds.Symbol), Optional("fraction", ParamKinds.Fraction, "1")],
            "Closes a position, part of it, or every position at market.",
            "Bir pozisyonu, bir kısmını ya da tüm pozisyonları piyasadan kapatır."),
        Post(ActionPaths.LeverageSet, Settings, [Required("symbol", ParamKinds.Symbol), Required("leverage", ParamKinds.Leverage)],
            "Sets a symbol's leverage.",
            "Bir sembolün kaldıracını ayarlar."),
        Post(ActionPaths.BreakerOpen, LowersExposure, [Optional("reason", ParamKinds.Reason)],
            "Opens the circuit breaker: nothing that raises exposure is carried out any more.",
            "Devre kesiciyi açar: riski artıran hiçbir işlem yapılmaz."),
        Post(ActionPaths.BreakerClose, Admin, [],
            "Acknowledges the cause and closes the circuit breaker.",
            "Nedeni onaylar ve devre kesiciyi kapatır."),
        Post(ActionPaths.RecordPnl, Admin, [Required("pnl", ParamKinds.Signed)],
            "Records a profit or loss as a drill of the daily loss limit.",
            "Günlük zarar limiti tatbikatı olarak kâr ya da zarar kaydeder."),
        Post(ActionPaths.StrategyGenerate, Lab,
            [
                Required("description", ParamKinds.Description), Required("symbol", ParamKinds.Symbol),
                Required("interval", ParamKinds.Interval),
            ],
            "Turns a description into a strategy sheet.",
            "Bir tarifi strateji sayfasına çevirir."),
        Post(ActionPaths.StrategyBacktest, Lab,
            [
                Optional("strategyId", ParamKinds.Id), Optional("symbol", ParamKinds.Symbol), Optional("interval", ParamKinds.Interval),
                Optional("from", ParamKinds.Instant), Optional("to", ParamKinds.Instant),
            ],
            "Runs a strategy over past candles.",
            "Bir stratejiyi geçmiş mumlarda çalıştırır."),
        Post(ActionPaths.StrategyOptimize, Lab,
            [Optional("strategyId", ParamKinds.Id), Optional("objective", ParamKinds.Objective, "\"sharpe\"")],
            "Searches for a strategy's better settings.",
            "Bir stratejinin daha iyi ayarlarını arar."),
        Post(ActionPaths.StrategyDeploy, RaisesExposure, [Optional("strategyId", ParamKinds.Id), Required("scope", ParamKinds.Scope)],
            "Lets a strategy trade inside the bounds of a grant.",
            "Bir stratejinin verilen izin sınırları içinde işlem yapmasını sağlar."),
    ];

    private static readonly FrozenDictionary<string, ActionDefinition> ByPath =
        All.ToFrozenDictionary(definition => definition.Path, StringComparer.Ordinal);

    public static bool TryFind(string? path, [NotNullWhen(true)] out ActionDefinition? definition) =>
        ByPath.TryGetValue(path ?? "", out definition);

    private static ParamSpec[] Order =>
    [
        Required("symbol", ParamKinds.Symbol), Required("side", ParamKinds.Side), Optional("type", ParamKinds.Type, "\"MARKET\""),
        Optional("quantity", ParamKinds.Positive), Optional("notional", ParamKinds.Positive), Optional("price", ParamKinds.Positive),
        Optional("stopPrice", ParamKinds.Positive), Optional("timeInForce", ParamKinds.TimeInForce, "\"GTC\""),
        Optional("reduceOnly", ParamKinds.Boolean, "false"),
    ];

    private static ParamSpec[] OrderReference =>
    [
        Required("symbol", ParamKinds.Symbol), Optional("orderId", ParamKinds.OrderId), Optional("clientOrderId", ParamKinds.AnyClientOrderId),
    ];

    private static ParamSpec Required(string name, ParamKind kind) => new(name, kind, Required: true);

    private static ParamSpec Optional(string name, ParamKind kind, string? defaultValue = null) => new(name, kind, Required: false, defaultValue);

    private static ActionDefinition Get(string path, ActionEffect effect, ParamSpec[] specs, string summary, string summaryTr) =>
        new(path, "GET", effect, [.. specs], summary, summaryTr);

    private static ActionDefinition Post(string path, ActionEffect effect, ParamSpec[] specs, string summary, string summaryTr) =>
        new(path, "POST", effect, [.. specs], summary, summaryTr);
}
