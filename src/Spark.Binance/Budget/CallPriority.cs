namespace Spark.Binance.Budget;

/// <summary>Who goes first when the exchange's limits run short; later ones are served longer.</summary>
public enum CallPriority
{
    /// <summary>Public data, history: yields first.</summary>
    Read,

    /// <summary>The account and its orders: what decides and what proves.</summary>
    Account,

    /// <summary>Orders that may raise exposure, settings.</summary>
    Trade,

    /// <summary>Cancels and whatever only lowers exposure: never yields to others.</summary>
    Protect,
}
