namespace Spark.Copilot.Language;

/// <summary>
/// Reads a message: language, marks, clauses, intents, slots. Pure and deterministic. It would rather ask than guess, and refuses the
/// whole when part of it is forbidden.
/// </summary>
internal sealed class MessageReader(Lexicon lexicon, PositionLimits limits)
{
    /// <summary>The reading, and what is left for the next message.</summary>
    public (Reading Reading, Dialogue After) Read(string message, Dialogue before)
    {
        var heard = Hear(message, before);
        return (heard.Reading, heard.After);
    }

    /// <summary>The reading with what else the words say.</summary>
    public Heard Hear(string message, Dialogue before)
    {
        var tokens = Tokenizer.Cut(Normalizer.Clean(message));
        var language = LanguageDetector.Detect(tokens, lexicon, before.Language);
        var marks = Reported.Without(Scanner.Scan(lexicon, tokens, language));
        var after = before with { Language = language };
        var whole = new Clause(marks, 0);
        var (reading, left) = Understand(marks, whole, after);
        return new Heard(reading, left, WordsOfMode.Of(whole));
    }

    private (Reading Reading, Dialogue After) Understand(List<Mark> marks, Clause whole, Dialogue after)
    {
        if (RuleBook.Refusal(lexicon.Refusals, whole) is { } code) return (new Reading.Refuse(code), Forgetting(after));
        var clauses = ClauseMerger.Merge(ClauseCutter.Cut(marks), lexicon, limits);
        if (FollowUps.Read(whole, clauses, after, limits) is { } followed) return Settle(followed, after);
        if (clauses.TrueForAll(clause => clause.Intent is null)) return (Unplaced(whole), after);
        return Settle(WishReader.Read(clauses, whole, after, limits), after);
    }

    private static Dialogue Forgetting(Dialogue after) => new() { Language = after.Language };

    private static (Reading Reading, Dialogue After) Settle(Wishes wishes, Dialogue after) => wishes.Reading switch
    {
        Reading.Actions done => (done, new Dialogue { Language = after.Language, Last = done.Drafts, Order = wishes.Order ?? KeptOrder(done, after) }),
        Reading.Ask ask => (ask, new Dialogue { Language = after.Language, Last = after.Last, Order = wishes.Order, Missing = ask.Missing, Incomplete = wishes.Incomplete }),
        var other => (other, after),
    };

    // A look at a price doesn't make a person forget the order they were talking about; another action does.
    private static OrderSlots? KeptOrder(Reading.Actions done, Dialogue after) =>
        done.Drafts.All(draft => Guardrails.Actions.ActionCatalogue.TryFind(draft.Path, out var definition) && definition.Method == "GET") ? after.Order : null;

    private static Reading Unplaced(Clause whole)
    {
        if (whole.HasAny([Concept.Chatter, Concept.Foreign])) return new Reading.Refuse(Conversation.Refusal.OutOfScope);
        var unknown = whole.Unknown.Count();
        if (whole.Coins.Count > 0 && unknown <= 1) return new Reading.Ask(["action"]);
        if (whole.HasAny([Concept.Number, Concept.Dry, Concept.Live, Concept.Order, Concept.Position, Concept.Stream, Concept.Canary]) && unknown == 0) return new Reading.Ask(["action"]);
        if (unknown == 0 && whole.HasAny([Concept.Not, Concept.NotDone, Concept.Noise]) && !whole.Has(Concept.Query)) return new Reading.Nothing();
        return new Reading.Refuse(Conversation.Refusal.OutOfScope);
    }
}
