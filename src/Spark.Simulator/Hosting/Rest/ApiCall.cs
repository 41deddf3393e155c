using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>A request that has passed the door, with the exchange it is for.</summary>
internal sealed record ApiCall(ExchangeInstance Instance, Parameters Parameters, Account? Caller, long ServerTime, SimulatorSettings Settings)
{
    public Exchange Exchange => Instance.Exchange;

    /// <summary>The caller of a route that asks for one.</summary>
    public Account Account => Caller ?? throw new InvalidOperationException("The route needs no account.");

    /// <summary>The market of the mandatory <c>symbol</c>.</summary>
    public Market Market => Find(Parameters.Required("symbol"));

    /// <summary>The market of the mandatory <c>pair</c>.</summary>
    public Market MarketOfPair => Exchange.Find(Parameters.Required("pair")) ?? throw new RefusedException(Rejection.BadPair);

    /// <summary>The market of the optional <c>symbol</c>, or all of them.</summary>
    public IEnumerable<Market> Markets => Parameters["symbol"] is { Length: > 0 } symbol ? [Find(symbol)] : Exchange.Markets;

    private Market Find(string symbol) => Exchange.Find(symbol) ?? throw new RefusedException(Rejection.BadSymbol);
}
