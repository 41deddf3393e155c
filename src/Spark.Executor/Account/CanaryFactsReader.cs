using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Evidence;

namespace Spark.Executor.Account;

/// <summary>
/// Asks the exchange what a canary's evidence needs. Fees and brackets hardly ever change and cost request weight, so they are read again
/// after five minutes only; evidence says how old they are.
/// </summary>
internal sealed class CanaryFactsReader(BinanceRestClient exchange, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Symbol, (CommissionRates Rates, DateTimeOffset At)> _fees = new();
    private readonly ConcurrentDictionary<Symbol, (ImmutableArray<LeverageTier> Tiers, DateTimeOffset At)> _tiers = new();

    /// <summary>The order test, null where the exchange has none for such an order, and the facts around it.</summary>
    public async Task<(ExchangeResult<Done>? Test, CanaryFacts Facts)> ReadAsync(OrderIntent intent, CancellationToken ct)
    {
        var fees = FeesAsync(intent.Symbol, ct);
        var tiers = TiersAsync(intent.Symbol, ct);
        var testedAt = time.GetUtcNow();
        var test = intent.Type.IsConditional() ? null : await exchange.TestOrderAsync(OrderRequest.From(intent), ct);
        var (rates, ratesAt) = await fees;
        var (brackets, bracketsAt) = await tiers;
        return (test, new CanaryFacts(testedAt, rates, ratesAt, brackets, bracketsAt));
    }

    private async Task<(CommissionRates? Rates, DateTimeOffset? At)> FeesAsync(Symbol symbol, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_fees.TryGetValue(symbol, out var known) && now - known.At < KeptFor) return known;
        if (await exchange.CommissionRateAsync(symbol, ct) is not ExchangeResult<CommissionRates>.Ok { Value: var read }) return (null, null);
        _fees[symbol] = (read, now);
        return (read, now);
    }

    private async Task<(ImmutableArray<LeverageTier> Tiers, DateTimeOffset? At)> TiersAsync(Symbol symbol, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_tiers.TryGetValue(symbol, out var known) && now - known.At < KeptFor) return known;
        if (await exchange.LeverageBracketsAsync(symbol, ct) is not ExchangeResult<ImmutableArray<LeverageBrackets>>.Ok { Value: var all }) return ([], null);
        if (all.FirstOrDefault(one => one.Symbol == symbol) is not { Brackets: { IsEmpty: false } brackets }) return ([], null);
        ImmutableArray<LeverageTier> tiers =
            [.. brackets.Select(one => new LeverageTier(one.Bracket, one.MaximumLeverage, one.Floor, one.Cap, one.MaintenanceRatio, one.CumulativeAmount))];
        _tiers[symbol] = (tiers, now);
        return (tiers, now);
    }
}
