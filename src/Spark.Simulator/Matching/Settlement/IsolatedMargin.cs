namespace Spark.Simulator.Matching.Settlement;

/// <summary>The wallet of an isolated position, as fills change it.</summary>
internal static class IsolatedMargin
{
    private const int Digits = 8;

    /// <summary>
    /// After a fill at <paramref name="price"/>: what was opened brings its initial margin along (price × size ÷ leverage), what was
    /// closed takes its share out. Profits and commissions are the cross wallet's.
    /// </summary>
    public static void Follow(Holding holding, decimal before, decimal price)
    {
        var after = holding.Position.Quantity;
        var kept = Math.Sign(before) == Math.Sign(after) ? Math.Min(Math.Abs(before), Math.Abs(after)) : 0;
        var share = kept == 0 ? 0 : holding.IsolatedWallet * kept / Math.Abs(before);
        holding.IsolatedWallet = decimal.Round(share + (Math.Abs(after) - kept) * price / holding.Leverage, Digits);
        if (kept == 0) holding.IsMarginCalled = false;
    }
}
