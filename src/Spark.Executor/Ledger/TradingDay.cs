using System.Collections.Immutable;

namespace Spark.Executor.Ledger;

/// <summary>What the daily loss is measured against. Amounts in USDT; drills are the breaker's.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="OpeningBalance">Margin balance at 00:00 UTC, or when Spark first saw the day; null before that.</param>
/// <param name="OpenedAt">The exchange's ms of the news that the opening balance is made from: it holds every transfer until then.</param>
/// <param name="NetTransfers">Money moved in less money moved out since then.</param>
internal sealed record TradingDay(DateOnly Day, decimal? OpeningBalance, long OpenedAt, decimal NetTransfers)
{
    // The exchange's stream and its list of incomes stamp one transfer by themselves.
    private const long SameWithinMs = 5_000;

    public static TradingDay None { get; } = new(DateOnly.MinValue, null, 0, 0);

    /// <summary>Those that <see cref="NetTransfers"/> is made of.</summary>
    public ImmutableArray<SeenTransfer> Transfers { get; init; } = [];

    /// <summary>Whether the stream's event was taken in before.</summary>
    public bool HasTold(long time, decimal amount, string reason) =>
        Transfers.Any(seen => seen.Amount == amount && seen.Reason == reason && seen.Time == time);

    /// <summary>Whether that income was taken in before.</summary>
    public bool HasListed(string type, long transactionId) => Transfers.Any(seen => seen.TransactionId == transactionId && (seen.Type ?? type) == type);

    /// <summary>What only the incomes have told of and an event of the stream may be about.</summary>
    public SeenTransfer? Untold(long time, decimal amount) =>
        Transfers.FirstOrDefault(seen => seen.Reason is null && seen.Amount == amount && Math.Abs(seen.Time - time) <= SameWithinMs);

    /// <summary>What only the stream has told of and an income may be about.</summary>
    public SeenTransfer? Unlisted(long time, decimal amount) =>
        Transfers.FirstOrDefault(seen => seen.TransactionId is null && seen.Amount == amount && Math.Abs(seen.Time - time) <= SameWithinMs);

    public TradingDay With(SeenTransfer transfer) => this with { NetTransfers = NetTransfers + transfer.Amount, Transfers = Transfers.Add(transfer) };

    /// <summary>With what both have told of now.</summary>
    public TradingDay Confirmed(decimal amount, long time, string reason, long? transactionId)
    {
        var known = transactionId is { } ? Unlisted(time, amount) : Untold(time, amount);
        return known is null ? this : this with
        {
            Transfers = Transfers.Replace(known, known with
            {
                Reason = known.Reason ?? reason,
                TransactionId = known.TransactionId ?? transactionId,
                Type = known.Type ?? (transactionId is null ? null : reason),
            }),
        };
    }
}
