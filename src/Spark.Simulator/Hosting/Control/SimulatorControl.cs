using Spark.Simulator.Faults;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Control;

/// <summary>The exchange's levers for tests and for <c>/sim</c>: what no real exchange would let its clients do.</summary>
public sealed class SimulatorControl
{
    private readonly Mailbox _mailbox;
    private readonly SimulatorSettings _settings;

    internal SimulatorControl(Mailbox mailbox, SimulatorSettings settings, FaultPlan faults) =>
        (_mailbox, _settings, Faults) = (mailbox, settings, faults);

    /// <summary>What is broken at the moment.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Changes with every reset and with nothing else.</summary>
    public string ExchangeId => _mailbox.Instance.Id;

    public Task<SimulatorStatus> StatusAsync(CancellationToken ct) => _mailbox.AskAsync(instance => new SimulatorStatus(
        instance.Id, instance.Seed, _mailbox.ServerTime, _settings.DataFolder,
        [.. instance.Clients.Select(account => new AccountStatus(account.Name, account.Wallet, account.Holdings.Sum(holding => holding.OpenOrders.Count)))],
        [.. instance.Exchange.Markets.Select(market => new PriceStatus(market.Contract.Name, market.LastPrice, market.MarkPrice))],
        [.. Faults.Active.Select(FaultRequest.Of)]), ct);

    /// <summary>Opens an account; false when its key is taken.</summary>
    public Task<bool> OpenAccountAsync(SimulatedAccount account, CancellationToken ct) =>
        _mailbox.AskAsync(instance => instance.Open(account) is not null, ct);

    /// <summary>
    /// Moves a market to <paramref name="price"/> (quote asset) at once, crossing what rests in between; false for an
    /// unknown symbol or a price outside its filter.
    /// </summary>
    public Task<bool> MoveToAsync(string symbol, decimal price, CancellationToken ct) => _mailbox.AskAsync(instance =>
    {
        if (instance.Exchange.Find(symbol) is not { } market || !Allows(market, price)) return false;
        instance.Unsaved.Shocks.Add((market.Contract.Index, instance.Simulation.MoveTo(market, price)));
        return true;
    }, ct);

    /// <summary>Moves money in (positive) or out of an account, USDT; false when there is none of that key, or not so much in it.</summary>
    public Task<bool> TransferAsync(string apiKey, decimal amount, CancellationToken ct) => _mailbox.AskAsync(instance =>
    {
        if (instance.Find(apiKey) is not { } credential || credential.Account.Wallet + amount < 0) return false;
        instance.Exchange.Transfer(credential.Account, amount);
        return true;
    }, ct);

    /// <summary>Lets a market's price follow recorded candles from now on; false for an unknown symbol. A restart forgets it.</summary>
    /// <param name="symbol">The market.</param>
    /// <param name="csv">Lines of <c>open time in ms,open,high,low,close</c>, oldest first.</param>
    /// <param name="speed">How many times faster than recorded.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="FormatException">The candles can't be read.</exception>
    public Task<bool> ReplayAsync(string symbol, string csv, double speed, CancellationToken ct) => _mailbox.AskAsync(instance =>
    {
        if (instance.Exchange.Find(symbol) is not { } market) return false;
        instance.Simulation.Play(market, CandleReplay.Parse(csv, instance.Exchange.Now, speed));
        return true;
    }, ct);

    /// <summary>Wipes accounts, orders and positions and begins a new exchange; returns its id.</summary>
    public Task<string> ResetAsync(CancellationToken ct) => _mailbox.ResetAsync(ct);

    private static bool Allows(Market market, decimal price)
    {
        var rule = market.Contract.Instrument.Price;
        return price > 0 && price >= rule.Minimum && price <= rule.Maximum;
    }
}
