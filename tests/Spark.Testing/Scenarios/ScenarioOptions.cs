namespace Spark.Testing.Scenarios;

/// <summary>What differs from an executor with default settings on a new exchange.</summary>
public sealed record ScenarioOptions
{
    /// <summary>The executor's variables, by their names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the exchange keeps its state in a folder instead of in memory.</summary>
    public bool ExchangeOnDisk { get; init; }

    /// <summary>USDT of the account.</summary>
    public decimal Balance { get; init; } = 10_000;

    /// <summary>Whether the exchange refuses a reduce-only order while resting ones take up the whole position.</summary>
    public bool RestingOrdersHoldThePosition { get; init; }

    /// <summary>ORDERS a minute that the exchange takes; a quarter of them in ten seconds.</summary>
    public int OrdersPerMinute { get; init; } = 1200;

    /// <summary>How many contracts the exchange lists; null: its own.</summary>
    public int? Contracts { get; init; }

    /// <summary>Where the variables are read from, when not from themselves.</summary>
    public Func<IReadOnlyDictionary<string, string>, Contracts.Configuration.SettingsSource>? Source { get; init; }

    /// <summary>Whether to wait until the account is reconciled.</summary>
    public bool UntilReady { get; init; } = true;
}
