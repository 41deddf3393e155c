using System.Runtime.CompilerServices;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>Room for the five best levels of a side, without an array.</summary>
[InlineArray(Length)]
public struct DepthLevels
{
    public const int Length = 5;

    private BookLevel _first;
}
