namespace Spark.Binance.Wire;

/// <summary>
/// <c>{"code":-1121,"msg":"Invalid symbol."}</c>: the body of every refusal, and of calls that have nothing else to say (code 200).
/// The algo service sends the code as text; both are read.
/// </summary>
public sealed record ExchangeCodeWire
{
    public required int Code { get; init; }

    public string Msg { get; init; } = "";
}
