namespace Spark.Simulator.Hosting;

/// <summary>Something for the exchange to do in its turn.</summary>
internal abstract class Letter
{
    public abstract void CarryOut(ExchangeInstance instance);

    /// <summary>Hands the answer over; <paramref name="failure"/> is set when what was done could not be made durable.</summary>
    public abstract void Deliver(Exception? failure);
}
