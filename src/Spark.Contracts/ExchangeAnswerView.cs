namespace Spark.Contracts;

/// <summary>An error as the exchange gave it.</summary>
public sealed record ExchangeAnswerView(int Code, string Msg);
