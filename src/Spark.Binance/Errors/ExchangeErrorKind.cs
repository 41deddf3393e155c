namespace Spark.Binance.Errors;

/// <summary>What went wrong, in the words a program decides by.</summary>
public enum ExchangeErrorKind
{
    /// <summary>A code or an answer that is not in the table: never retried.</summary>
    Unrecognised,

    SystemError,

    /// <summary>The exchange itself does not say whether it acted.</summary>
    OutcomeUnknown,

    Overloaded,

    RateLimited,

    /// <summary>The address is banned for a while (HTTP 418).</summary>
    Banned,

    /// <summary>Refused by the web application firewall (HTTP 403).</summary>
    Firewall,

    InvalidTimestamp,

    Unauthorized,

    InvalidParameter,

    UnknownSymbol,

    UnavailableSymbol,

    InvalidPrice,

    InvalidQuantity,

    MinNotional,

    InsufficientMargin,

    ReduceOnlyRejected,

    /// <summary>Refused by the matching engine: would take, could not fill, no depth.</summary>
    OrderRejected,

    UnknownOrder,

    DuplicateClientOrderId,

    /// <summary>A conditional order that is just becoming a plain one.</summary>
    Triggering,

    OrderLimit,

    PositionLimit,

    AccountRestricted,

    /// <summary>Contradicts the account's settings, or a setting that can't change now.</summary>
    SettingsConflict,

    /// <summary>The setting already has that value.</summary>
    NothingToChange,

    UnknownListenKey,

    /// <summary>A conditional type on the endpoint of plain orders, or the other way round.</summary>
    WrongService,
}
