namespace Spark.Binance.Results;

/// <summary>The value of a call that answers nothing but success.</summary>
public readonly record struct Done;
