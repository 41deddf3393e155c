using System.Globalization;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spark.Domain.Orders;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Storage;

namespace Spark.Simulator.Hosting;

/// <summary>One life of the exchange, from its beginning (or a reset) to the next reset. Changed in the mailbox only.</summary>
internal sealed class ExchangeInstance
{
    private readonly ConcurrentDictionary<string, Credential> _credentials = new(StringComparer.Ordinal);

    private ExchangeInstance(string id, ulong seed, Exchange exchange, MarketSimulation simulation)
    {
        (Id, Seed, Exchange, Simulation) = (id, seed, exchange, simulation);
        ListenKeys = new ListenKeys(id);
        Tapes = [.. exchange.Markets.Select(market => new TradeTape(market))];
    }

    public string Id { get; }

    public ulong Seed { get; }

    public Exchange Exchange { get; }

    public MarketSimulation Simulation { get; }

    public ListenKeys ListenKeys { get; }

    /// <summary>Recent public trades, by contract index.</summary>
    public ImmutableArray<TradeTape> Tapes { get; }

    public UnsavedChanges Unsaved { get; } = new();

    public IEnumerable<Account> Clients => _credentials.Values.Select(credential => credential.Account).OrderBy(account => account.Id);

    public Credential? Find(string apiKey) => _credentials.GetValueOrDefault(apiKey);

    public static ExchangeInstance Begin(string id, SimulatorSettings settings, long now)
    {
        var exchange = NewExchange(settings, now);
        return new ExchangeInstance(id, settings.Seed, exchange, new MarketSimulation(exchange, settings.Markets, settings.Seed));
    }

    /// <summary>Brings back what a folder remembers: orders rest again before the first quote is made.</summary>
    public static ExchangeInstance Resume(SavedExchange saved, SimulatorSettings settings, long now)
    {
        var exchange = NewExchange(settings, now);
        var unsaved = new UnsavedChanges();
        exchange.Observer = unsaved;
        var accounts = saved.Accounts.ToDictionary(row => row.ApiKey, row => exchange.Open(row.ApiKey, row.Wallet));
        foreach (var row in saved.Holdings) Restore(exchange, accounts[row.ApiKey], row);
        foreach (var (key, symbol, isIsolated, wallet) in saved.Margins)
        {
            if (exchange.Find(symbol) is { } market) Exchange.Restore(accounts[key].In(market), isIsolated, wallet);
        }
        foreach (var (key, change) in saved.MarginChanges) accounts[key].MarginChanges.Add(change);
        foreach (var row in saved.Orders) Restore(exchange, accounts[row.ApiKey], row);
        foreach (var row in saved.AlgoOrders) Restore(exchange, accounts[row.ApiKey], row);
        foreach (var (key, row) in saved.Incomes) accounts[key].Incomes.Add(row);
        foreach (var (key, isHedged, isMultiAssets) in saved.Modes) Exchange.Restore(accounts[key], isHedged, isMultiAssets);
        foreach (var row in saved.Trades) Restore(exchange, accounts[row.ApiKey], row);
        var shocks = saved.Shocks.ToLookup(row => row.Contract, row => row.Shock);
        var simulation = new MarketSimulation(exchange, settings.Markets, saved.Seed, shocks);
        var instance = new ExchangeInstance(saved.Id, saved.Seed, exchange, simulation);
        instance.Unsaved.Take(unsaved);
        foreach (var row in saved.Accounts) instance._credentials[row.ApiKey] = new Credential(accounts[row.ApiKey], row.ApiSecret);
        BalanceHouse(exchange, simulation.Maker, accounts.Values);
        return instance;
    }

    /// <summary>Opens an account; null when the key is taken.</summary>
    public Account? Open(SimulatedAccount wanted)
    {
        if (_credentials.ContainsKey(wanted.ApiKey)) return null;
        var account = Exchange.Open(wanted.ApiKey, wanted.Balance);
        _credentials[wanted.ApiKey] = new Credential(account, wanted.ApiSecret);
        Unsaved.NewAccounts.Add((account, wanted.ApiSecret));
        return account;
    }

    private static Exchange NewExchange(SimulatorSettings settings, long now) =>
        new([.. settings.Markets.Select(profile => profile.Contract)], settings.Fees, now)
        {
            TriggeredOrdersKeepClientId = settings.TriggeredOrdersKeepClientId,
            RestingOrdersHoldThePosition = settings.RestingOrdersHoldThePosition,
        };

    private static void Restore(Exchange exchange, Account account, SavedHolding row)
    {
        if (exchange.Find(row.Symbol) is not { } market) return;
        Exchange.Restore(account.In(market), row.Quantity, row.EntryPrice, row.Realized, row.Leverage, row.UpdateTime);
    }

    private static void Restore(Exchange exchange, Account account, SavedOrder row)
    {
        if (exchange.Find(row.Symbol) is not { } market) return;
        exchange.Restore(new BookOrder
        {
            Id = row.Id,
            ClientOrderId = row.ClientOrderId,
            Account = account,
            Market = market,
            Side = (Side)row.Side,
            Type = (OrderType)row.Type,
            TimeInForce = (TimeInForce)row.TimeInForce,
            Lots = row.Lots,
            Ticks = row.Ticks,
            ReduceOnly = row.ReduceOnly,
            SelfTrade = (SelfTradeMode)row.SelfTrade,
            Time = row.Time,
            UpdateTime = row.UpdateTime,
            Status = (OrderStatus)row.Status,
            ExpiryReason = (ExpiryReason)row.ExpiryReason,
            FilledLots = row.FilledLots,
            FilledNotional = row.FilledNotional,
        });
    }

    private static void Restore(Exchange exchange, Account account, SavedAlgoOrder row)
    {
        if (exchange.Find(row.Symbol) is not { } market) return;
        exchange.Restore(new AlgoOrder
        {
            Id = row.Id,
            ClientAlgoId = row.ClientAlgoId,
            Account = account,
            Market = market,
            Side = (Side)row.Side,
            Type = (OrderType)row.Type,
            TimeInForce = (TimeInForce)row.TimeInForce,
            Quantity = row.Quantity,
            Price = row.Price,
            TriggerPrice = row.TriggerPrice,
            WorkingType = (WorkingType)row.WorkingType,
            ClosePosition = row.ClosePosition,
            PriceProtect = row.PriceProtect,
            ReduceOnly = row.ReduceOnly,
            SelfTrade = (SelfTradeMode)row.SelfTrade,
            CreateTime = row.CreateTime,
            UpdateTime = row.UpdateTime,
            TriggerTime = row.TriggerTime,
            Status = (AlgoStatus)row.Status,
            ActualOrder = account.Orders.GetValueOrDefault((market.Contract.Index, row.ActualOrderId)),
            RejectReason = row.RejectReason,
        });
    }

    private static void Restore(Exchange exchange, Account account, SavedTrade row)
    {
        if (exchange.Find(row.Symbol) is not { } market) return;
        if (!account.Orders.TryGetValue((market.Contract.Index, row.OrderId), out var order)) return;
        Exchange.Restore(new UserTrade(order, row.Id, row.Price, row.Lots, row.Commission, row.RealizedPnl, row.IsMaker, row.Time));
    }

    /// <summary>The house holds the other side of what clients hold; its own rows are not kept.</summary>
    private static void BalanceHouse(Exchange exchange, Account maker, IEnumerable<Account> clients)
    {
        foreach (var market in exchange.Markets)
        {
            var held = clients.Sum(account => account.In(market).Position.Quantity);
            var house = exchange.Accounts.Where(account => account.IsHouse).Sum(account => account.In(market).Position.Quantity);
            var holding = maker.In(market);
            Exchange.Restore(holding, holding.Position.Quantity - held - house, market.MarkPrice, holding.Realized, holding.Leverage, exchange.Now);
        }
    }

    public static string NewId() => string.Create(CultureInfo.InvariantCulture, $"sim-{Guid.NewGuid():N}");
}
