namespace Spark.Guardrails.Risk;

/// <summary>How a reduce-only order fits the position that it is to reduce.</summary>
internal enum ReduceFit : byte
{
    Fits,
    NoPosition,
    WrongSide,
    TooLarge,
}
