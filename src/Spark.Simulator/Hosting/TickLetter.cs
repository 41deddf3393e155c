namespace Spark.Simulator.Hosting;

/// <summary>Moves time on.</summary>
internal sealed class TickLetter : Letter
{
    public override void CarryOut(ExchangeInstance instance)
    {
    }

    public override void Deliver(Exception? failure)
    {
    }
}
