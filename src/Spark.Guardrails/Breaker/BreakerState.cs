using System.Collections.Immutable;
using Spark.Guardrails.Risk;

namespace Spark.Guardrails.Breaker;

/// <summary>
/// The circuit breaker and the day's drills: durable as plain JSON, changed only by the transitions below. It opens by itself and
/// closes by <see cref="Acknowledge"/> only. Days are UTC days; money is USDT.
/// </summary>
public sealed record BreakerState
{
    /// <summary>The text of the daily loss reason, as the contract has it.</summary>
    public const string DailyLossText = "Daily loss limit reached";

    /// <summary>After an acknowledged daily loss the breaker reopens when this part of the limit is lost on top.</summary>
    private const decimal FurtherLoss = 0.1m;

    /// <summary>A closed breaker that is switched on.</summary>
    public static BreakerState Closed { get; } = new();

    /// <summary>False (<c>FUTURES_CIRCUIT_BREAKER=0</c>): reasons are kept but the breaker never counts as open. Limits still hold.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What it was opened for and nobody has acknowledged, oldest first, one per kind.</summary>
    public ImmutableArray<BreakerReason> Reasons { get; init; } = [];

    /// <summary>Σ of the drills recorded on <see cref="RecordedDay"/>.</summary>
    public decimal RecordedPnl { get; init; }

    public DateOnly? RecordedDay { get; init; }

    /// <summary>Daily PnL, drills apart, when a daily loss was last acknowledged; it counts on <see cref="AcknowledgedDay"/> only.</summary>
    public decimal AcknowledgedPnl { get; init; }

    public DateOnly? AcknowledgedDay { get; init; }

    /// <summary>The day on which the daily loss last reached its limit. An unacknowledged loss of the day before doesn't hide today's.</summary>
    public DateOnly? CrossedDay { get; init; }

    public bool Open => Enabled && !Reasons.IsEmpty;

    /// <summary>Texts of the reasons; null when closed.</summary>
    public string? Reason => Open ? string.Join("; ", Reasons.Select(reason => reason.Text)) : null;

    /// <summary>Since when it is open; null when closed.</summary>
    public DateTimeOffset? Since => Open ? Reasons[0].Since : null;

    /// <summary>Σ of the drills of <paramref name="now"/>'s day.</summary>
    public decimal RecordedAt(DateTimeOffset now) => RecordedDay == DayOf(now) ? RecordedPnl : 0;

    /// <summary>
    /// Whether a daily loss was acknowledged today: until 00:00 UTC what raises exposure fails with DailyLossLimitExceeded.
    /// </summary>
    public bool IsDailyLossLatched(DateTimeOffset now) => AcknowledgedDay is { } day && day >= DayOf(now);

    /// <summary>Opens it, or adds a reason. A kind that is there already keeps its first text and time.</summary>
    public BreakerState OpenFor(BreakerReasonKind kind, string text, DateTimeOffset at) =>
        Has(kind) ? this : this with { Reasons = Reasons.Add(new BreakerReason(kind, text, at)) };

    /// <summary>Adds a drill to the day's sum.</summary>
    public BreakerState Record(decimal pnl, DateTimeOffset at) =>
        this with { RecordedPnl = Amount.Add(RecordedAt(at), pnl), RecordedDay = DayOf(at) };

    /// <summary>
    /// An admin closes it: all reasons and the drills are cleared. After a daily loss the loss that remains without the drills is
    /// remembered: orders that raise exposure stay refused for the day, and a further loss reopens it.
    /// </summary>
    /// <param name="at">Now.</param>
    /// <param name="dailyPnl">Daily PnL with the drills in it, as <see cref="DailyPnl"/> gives it; null when unknown, which counts as nothing lost.</param>
    public BreakerState Acknowledge(DateTimeOffset at, decimal? dailyPnl)
    {
        var closed = this with { Reasons = [], RecordedPnl = 0, RecordedDay = null };
        if (!Has(BreakerReasonKind.DailyLoss)) return closed;
        var drills = Math.Min(0, RecordedAt(at));
        return closed with { AcknowledgedPnl = Amount.Add(dailyPnl ?? drills, -drills), AcknowledgedDay = DayOf(at) };
    }

    /// <summary>Opens it when <paramref name="dailyPnl"/> has reached the limit, or a further part of it after an acknowledgement.</summary>
    /// <returns>This very state when nothing was crossed, or when today's crossing is known and not acknowledged.</returns>
    public BreakerState OnDailyPnl(decimal dailyPnl, RiskLimits limits, DateTimeOffset now) =>
        dailyPnl > ReopensAt(limits, now) || HasCrossed(now) ? this : OpenFor(BreakerReasonKind.DailyLoss, DailyLossText, now) with { CrossedDay = DayOf(now) };

    private bool HasCrossed(DateTimeOffset now) =>
        Reasons.FirstOrDefault(reason => reason.Kind == BreakerReasonKind.DailyLoss) is { } known && (CrossedDay ?? DayOf(known.Since)) == DayOf(now);

    private decimal ReopensAt(RiskLimits limits, DateTimeOffset now)
    {
        var limit = -limits.DailyLossLimit;
        if (!IsDailyLossLatched(now)) return limit;
        var further = Amount.Add(AcknowledgedPnl, FurtherLoss * limit);
        return AcknowledgedPnl > limit ? Math.Max(further, limit) : further;
    }

    private bool Has(BreakerReasonKind kind) => Reasons.Any(reason => reason.Kind == kind);

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
