namespace Spark.Binance.Rest;

/// <summary>Opens the account's events to whoever holds it: never printed.</summary>
public readonly record struct ListenKey(string Value)
{
    public override string ToString() => "***";
}
