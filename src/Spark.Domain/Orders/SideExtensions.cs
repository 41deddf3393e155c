namespace Spark.Domain.Orders;

/// <summary>Arithmetic of sides.</summary>
public static class SideExtensions
{
    /// <summary>+1 for a buy, −1 for a sell: quantity × sign is the change of the position.</summary>
    public static int Sign(this Side side) => side == Side.Buy ? 1 : -1;

    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;
}
