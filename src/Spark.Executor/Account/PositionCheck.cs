using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Executor.Notifications;
using Spark.Guardrails.Breaker;

namespace Spark.Executor.Account;

/// <summary>
/// Holds the exchange's positions to what the fills make of them: sizes exactly, entries within 0.01 %. A mismatch is read once more,
/// because the exchange's services don't keep step; one that stays opens the breaker.
/// </summary>
internal static class PositionCheck
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>What is agreed on and new; null when the very first reading can't be told from the fills around it.</summary>
    public static IReadOnlyList<HeldPosition>? Compare(Turn turn, AccountSnapshot snapshot)
    {
        var book = turn.Ledger.Positions;
        var observed = snapshot.Positions.Where(position => !position.IsFlat).ToDictionary(position => position.Symbol);
        var symbols = book.Held.Keys.Concat(book.Since.Keys).Concat(observed.Keys).Distinct().Order().ToArray();
        if (book.ReadFrom == 0) return First(book, snapshot, [.. symbols.Select(symbol => observed.GetValueOrDefault(symbol) ?? Position.Flat(symbol))]);
        var agreed = new List<HeldPosition>();
        foreach (var symbol in symbols)
        {
            var position = observed.GetValueOrDefault(symbol) ?? Position.Flat(symbol);
            if (book.Agreement(position, snapshot.ReadFrom, LastRead(snapshot, symbol)) is { } found) Agreed(turn, book, found, agreed);
            else if (turn.State.Suspects.Contains(symbol)) Mismatched(turn, book, position, snapshot, agreed);
            else Suspect(turn, symbol);
        }
        return agreed;
    }

    // Nothing is expected yet, unless fills came while it was read: which of them it holds can't be said, so the next reading is the first.
    private static HeldPosition[]? First(PositionBook book, AccountSnapshot snapshot, Position[] positions) =>
        book.Since.Values.Any(fills => fills.Values.Any(fill => fill.Time.ToUnixTimeMilliseconds() >= snapshot.ReadFrom))
            ? null
            : [.. positions.Select(position => Held(book, position, snapshot.ReadFrom, LastRead(snapshot, position.Symbol)))];

    private static void Agreed(Turn turn, PositionBook book, HeldPosition found, List<HeldPosition> agreed)
    {
        if (turn.State.Suspects.Contains(found.Symbol)) turn.State = turn.State with { Suspects = turn.State.Suspects.Remove(found.Symbol) };
        var before = book.Held.GetValueOrDefault(found.Symbol);
        if (before is null || before with { ReadFrom = found.ReadFrom } != found) agreed.Add(found);
    }

    private static void Suspect(Turn turn, Symbol symbol)
    {
        turn.State = turn.State with { Suspects = turn.State.Suspects.Add(symbol) };
        turn.Do(new Effect.Reconcile($"the position in {symbol} is not what its fills make of it") { After = ReadAgainAfter });
    }

    // The exchange is right about what is held, and from here on it is what is expected; why it is so is a person's question.
    private static void Mismatched(Turn turn, PositionBook book, Position observed, AccountSnapshot snapshot, List<HeldPosition> agreed)
    {
        var expected = book.Expected(observed.Symbol);
        turn.State = turn.State with { Suspects = turn.State.Suspects.Remove(observed.Symbol) };
        turn.Record(new PositionMismatched(expected, observed) { At = turn.Now, Actor = Actors.Exchange });
        var text = new Bilingual(
            Text($"The position in {observed.Symbol} is {observed.Quantity} at {observed.EntryPrice}; its fills make {expected.Quantity} at {expected.EntryPrice}"),
            Text($"{observed.Symbol} pozisyonu {observed.Quantity}, giriş {observed.EntryPrice}; dolumlarına göre {expected.Quantity}, giriş {expected.EntryPrice} olmalı"));
        turn.Do(new Effect.Alert(Alerts.ReconciliationMismatch(observed, text, turn.Now)));
        Breakers.OpenFor(turn, BreakerReasonKind.Reconciliation, text);
        agreed.Add(Held(book, observed, snapshot.ReadFrom, LastRead(snapshot, observed.Symbol)));
    }

    private static string Text(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static long LastRead(AccountSnapshot snapshot, Symbol symbol) =>
        snapshot.Fills.Where(fill => fill.Symbol == symbol).Select(fill => fill.TradeId).DefaultIfEmpty().Max();

    private static HeldPosition Held(PositionBook book, Position observed, long readFrom, long lastRead) =>
        new(observed.Symbol, observed.Quantity, observed.EntryPrice, readFrom, Math.Max(lastRead, book.Held.GetValueOrDefault(observed.Symbol)?.ThroughTrade ?? 0));
}
