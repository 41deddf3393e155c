namespace Spark.Simulator.Matching.Settlement;

/// <summary>Pays funding between longs and shorts.</summary>
internal sealed class Funding(Exchange exchange)
{
    /// <summary>
    /// Credits −position × mark × rate to every holder (longs pay while the rate is positive), an isolated one's to its own wallet.
    /// <paramref name="time"/> is the funding time, ms UTC.
    /// </summary>
    public void Pay(Market market, decimal mark, decimal rate, long time)
    {
        foreach (var account in exchange.Accounts)
        {
            var holding = account.In(market);
            if (holding.Position.IsFlat) continue;
            var amount = decimal.Round(-holding.Position.Quantity * mark * rate, 8);
            if (holding.IsIsolated) holding.IsolatedWallet += amount;
            exchange.Credit(account, IncomeType.FundingFee, market, amount, time);
        }
    }
}
