using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Evidence;

/// <summary>The exchange's filters for one order type: prices in quote asset, quantities in base asset.</summary>
public sealed record InstrumentFilters(decimal TickSize, decimal StepSize, decimal MinQuantity, decimal MaxQuantity, decimal MinNotional)
{
    public static InstrumentFilters Of(Instrument instrument, OrderType type)
    {
        var lot = instrument.LotFor(type);
        return new InstrumentFilters(instrument.Price.Tick, lot.Step, lot.Minimum, lot.Maximum, instrument.MinimumNotional);
    }
}
