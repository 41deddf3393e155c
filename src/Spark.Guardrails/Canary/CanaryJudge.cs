using System.Globalization;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Canary;

/// <summary>
/// Holds an applied canary to its evidence and its bounds: values in, decision out. The first broken bound decides, and what is not
/// known never passes one.
/// </summary>
public static class CanaryJudge
{
    private const decimal BasisPoints = 10_000;

    private static readonly CanaryDecision Nothing = new CanaryDecision.GoOn();

    /// <summary>What is seen of it.</summary>
    public static CanaryObservation Look(Canary canary, CanarySight sight)
    {
        var expected = canary.Evidence?.EstimatedFillPrice;
        var average = sight.Filled > 0 ? sight.AveragePrice : null;
        var held = sight.Position is { } position && sight.Filled > 0 ? Math.Clamp(position * Sign(canary), 0, sight.Filled) : (decimal?)null;
        return new CanaryObservation
        {
            At = sight.Now,
            Filled = sight.Filled,
            AveragePrice = average,
            ExpectedPrice = expected,
            SlippageBps = average is { } paid && expected is > 0 and var wanted ? decimal.Round(Sign(canary) * (paid - wanted) / wanted * BasisPoints, 4) : null,
            Fees = canary.Fees,
            Held = held,
            MarkPrice = sight.MarkPrice,
            MarkAt = sight.MarkAt,
            Pnl = Pnl(canary, sight.Filled, average, held, sight.MarkPrice),
            Errors = canary.Errors,
        };
    }

    /// <summary>What is to be done about it. Only for one that is applied.</summary>
    public static CanaryDecision Decide(Canary canary, CanarySight sight)
    {
        if (canary.Bounds is not { } bounds) return new CanaryDecision.Pass("It was applied by a version that did not watch canaries.");
        var seen = Look(canary, sight);
        var breach = Breaker(canary, sight) ?? Errors(bounds, seen) ?? Slippage(bounds, seen) ?? Fill(canary, sight) ?? Loss(bounds, seen) ?? Unobserved(canary, bounds, sight);
        if (breach is not null) return new CanaryDecision.RollBack(breach);
        return sight.Now >= canary.WatchedUntil && IsWhole(seen) ? new CanaryDecision.Pass(Outcome(canary, seen)) : Nothing;
    }

    // An order that lowers exposure is welcome while the breaker is open.
    private static CanaryBreach? Breaker(Canary canary, CanarySight sight) => sight.Breaker is { } reason && !canary.Draft.ReduceOnly
        ? new CanaryBreach(CanaryBound.Breaker, null, null, $"the circuit breaker opened: {reason}") : null;

    private static CanaryBreach? Errors(CanaryBounds bounds, CanaryObservation seen) => seen.Errors > bounds.MaxErrors
        ? new CanaryBreach(CanaryBound.Errors, bounds.MaxErrors, seen.Errors, Text($"{seen.Errors} calls about orders failed, at most {bounds.MaxErrors} may")) : null;

    private static CanaryBreach? Slippage(CanaryBounds bounds, CanaryObservation seen) => seen.SlippageBps is { } bps && bps > bounds.SlippageBps
        ? new CanaryBreach(CanaryBound.Slippage, bounds.SlippageBps, bps,
            Text($"it filled at {Short(seen.AveragePrice)} where the evidence expected {Short(seen.ExpectedPrice)}: {bps:0.##} bps worse, at most {bounds.SlippageBps:0.##} are allowed"))
        : null;

    // An order that was expected to rest may stay unfilled; one that was expected to take has to fill whole.
    private static CanaryBreach? Fill(Canary canary, CanarySight sight)
    {
        var wanted = canary.Intent!.Quantity;
        if (sight.Filled >= wanted) return null;
        var over = sight.Now >= canary.WatchedUntil;
        var why = sight switch
        {
            { Closed: { } reason, Filled: 0 } => Text($"its order ended without a fill ({reason})"),
            { Closed: { } reason } when reason != CloseReason.Canceled && Takes(canary) => Text($"its order ended with {Short(sight.Filled)} of {Short(wanted)} filled ({reason})"),
            { Closed: null } when over && Takes(canary) => Text($"{Short(sight.Filled)} of {Short(wanted)} filled in {canary.Bounds!.Watch.TotalSeconds:0} s, and the evidence expected all of it at once"),
            _ => null,
        };
        return why is null ? null : new CanaryBreach(CanaryBound.Fill, wanted, sight.Filled, why);
    }

    private static CanaryBreach? Loss(CanaryBounds bounds, CanaryObservation seen)
    {
        if (seen is not { Pnl: { } pnl, Held: > 0 and var held, AveragePrice: { } average }) return null;
        var limit = decimal.Round(bounds.MaxLoss * held * average, 8);
        return pnl < -limit ? new CanaryBreach(CanaryBound.Loss, -limit, pnl, Text($"it stands at {pnl:0.####} USDT, at most {limit:0.####} may be lost")) : null;
    }

    // Longer than this it was watched by nobody: the process was away, or the market or the account was not known.
    private static CanaryBreach? Unobserved(Canary canary, CanaryBounds bounds, CanarySight sight)
    {
        if (sight.Filled == 0 || canary.AppliedAt is not { } applied || sight.Now - applied < 2 * bounds.Watch) return null;
        var (meant, passed) = ((decimal)bounds.Watch.TotalSeconds, decimal.Round((decimal)(sight.Now - applied).TotalSeconds, 3));
        return new CanaryBreach(CanaryBound.Unobserved, meant, passed, Text($"it could not be watched to its end: {passed:0} s have gone by, {meant:0} s were meant"));
    }

    private static bool IsWhole(CanaryObservation seen) => seen.Filled == 0 || seen is { AveragePrice: not null, Held: not null, Pnl: not null };

    private static decimal? Pnl(Canary canary, decimal filled, decimal? average, decimal? held, decimal? mark)
    {
        if (filled == 0 || held == 0) return 0;
        return average is { } paid && held is { } part && mark is { } price
            ? decimal.Round((Sign(canary) * (price - paid) * part) - (canary.Fees * part / filled), 8) : null;
    }

    private static string Outcome(Canary canary, CanaryObservation seen) => seen.Filled == 0
        ? "Nothing has filled: the order waits at the exchange as placed."
        : Text($"{Short(seen.Filled)} of {Short(canary.Intent!.Quantity)} filled at {Short(seen.AveragePrice)}, PnL {seen.Pnl:0.####} USDT after {canary.Bounds!.Watch.TotalSeconds:0} s: within its bounds.");

    private static bool Takes(Canary canary) => canary.Evidence?.Takes == true;

    private static int Sign(Canary canary) => canary.Intent!.Side.Sign();

    private static decimal? Short(decimal? number) => number is { } known ? Amount.Normalize(decimal.Round(known, 8)) : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
