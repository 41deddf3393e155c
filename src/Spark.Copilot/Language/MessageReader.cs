namespace Spark.Copilot.Language;

/// <summary>
/// Reads a message: language, marks, clauses, intents, slots. Pure and deterministic. It would rather ask than guess, and refuses the
/// whole when part of it is forbidden.
/// </summary>
internal sealed class MessageReader(SharedLexicon shared, PositionLimits limits)
{
    public MessageReader(Lexicon lexicon, PositionLimits limits)
        : this(new SharedLexicon(lexicon), limits)
    {
    }

    private Lexicon Lexicon => shared.Current;

    /// <summary>The reading, and what is left for the next message.</summary>
    public (Reading Reading, Dialogue After) Read(string message, Dialogue before, DateOnly? today = null)
    {
        var heard = Hear(message, before, today);
        return (heard.Reading, heard.After);
    }

    /// <summary>The reading with what else the words say.</summary>
    /// <param name="message">As typed.</param>
    /// <param name="before">What earlier messages left.</param>
    /// <param name="today">For 'yesterday' and days without a year; null: such words are not read as dates.</param>
    public Heard Hear(string message, Dialogue before, DateOnly? today = null)
    {
        var typed = Normalizer.Clean(message);
        var clean = PastedOrder.Spelled(typed);
        if (SpokenReason.Cut(clean) is { } reasoned && Hear(reasoned.Without, before, today) is { Reading: Reading.Actions { Drafts: [{ Path: Guardrails.Actions.ActionPaths.BreakerOpen or Guardrails.Actions.ActionPaths.BreakerClose } breaker] } } heard)
        {
            return breaker.Path == Guardrails.Actions.ActionPaths.BreakerClose ? heard
                : heard with { Reading = new Reading.Actions([breaker with { Params = new System.Text.Json.Nodes.JsonObject { ["reason"] = reasoned.Reason } }]) };
        }
        var tokens = Tokenizer.Cut(clean);
        var language = LanguageDetector.Detect(tokens, Lexicon, before.Language);
        var scanned = Scanner.Scan(Lexicon, tokens, language, today);
        var marks = Corrections.Without(Reported.Without(scanned));
        var after = before with { Language = language };
        var whole = new Clause(marks, 0);
        var (reading, left) = IsForbiddenInDisguise(clean, tokens) || IsForbiddenBeside(typed) ? (new Reading.Refuse(Conversation.Refusal.PolicyViolation), Forgetting(after)) : Understand(marks, whole, after);
        var said = Spoken.Of(Reported.WithoutQuotation(marks));
        var looked = LastLook.At(reading, tokens, said, before, before.Language == SpokenLanguage.None && LanguageDetector.IsGuess(tokens, Lexicon));
        if (looked is Reading.Actions real && real.Drafts.Any(Doubts.ChangesSomething)) looked = Checked(real, scanned, marks);
        if (looked is not Reading.Actions && reading is Reading.Actions) left = Forgetting(after);
        if (Multiples.Placed(looked, Lexicon.Multiples) is Reading.Actions placed && !ReferenceEquals(placed, looked)) (looked, left) = (placed, left with { Last = placed.Drafts });
        return new Heard(looked, left, WordsOfMode.Of(whole)) { Said = said, Before = before };
    }

    /// <summary>What an earlier message holds, for tracing a draft to it.</summary>
    public Spoken Facts(string message, SpokenLanguage language) =>
        Spoken.Of(Reported.WithoutQuotation(Reported.Without(Scanner.Scan(Lexicon, Tokenizer.Cut(Normalizer.Clean(message)), language))));

    // Encoded text is never a wish; when it hides a forbidden one, the message that carries it is refused.
    private bool IsForbiddenInDisguise(string clean, List<Token> tokens) => Disguises.Of(clean, tokens, Lexicon).Any(IsForbidden);

    // '{"side":"BUY", …, "skipConfirmation":true}': what is pasted beside an order is no order, and is held to the rules.
    private bool IsForbiddenBeside(string typed) => PastedOrder.Others(typed) is { Length: > 0 } beside && IsForbidden(beside);

    private bool IsForbidden(string text)
    {
        var tokens = Tokenizer.Cut(Normalizer.Clean(text));
        var marks = Reported.Without(Scanner.Scan(Lexicon, tokens, LanguageDetector.Detect(tokens, Lexicon, SpokenLanguage.English)));
        return RuleBook.Refusal(Lexicon.Refusals, new Clause(marks, 0)) == Conversation.Refusal.PolicyViolation;
    }

    // What somebody else is told to have said may be left out of a wish, and never lets it past a rule.
    private Reading Checked(Reading.Actions real, List<Mark> scanned, List<Mark> marks)
    {
        if (marks.Count < scanned.Count && RuleBook.Refusal(Lexicon.Refusals, new Clause(scanned, 0)) is { } code) return new Reading.Refuse(code);
        return Doubts.Hold(marks, real.Drafts) ? new Reading.Ask(["action"]) : real;
    }

    private (Reading Reading, Dialogue After) Understand(List<Mark> marks, Clause whole, Dialogue after)
    {
        if (RuleBook.Refusal(Lexicon.Refusals, whole) is { } code) return (new Reading.Refuse(code), Forgetting(after));
        if (Questions.Of(whole) is { } why) return (new Reading.Explain(why), after);
        if (Doubts.EndsTakenBack(marks)) return (new Reading.Nothing(), after);
        var clauses = ClauseMerger.Merge(ClauseCutter.Cut(Reported.WithoutQuotation(marks)), Lexicon, limits);
        if (FollowUps.Read(whole, clauses, after, limits) is { } followed) return Settle(followed, after);
        if (clauses.TrueForAll(clause => clause.Intent is null)) return Unplaced(whole) is Reading.Actions placed ? Settle(new Wishes(placed), after) : (Unplaced(whole), after);
        return Settle(WishReader.Read(clauses, whole, after, limits), after);
    }

    private static Dialogue Forgetting(Dialogue after) => new() { Language = after.Language };

    private static (Reading Reading, Dialogue After) Settle(Wishes wishes, Dialogue after) => wishes.Reading switch
    {
        Reading.Actions done => (done, new Dialogue { Language = after.Language, Last = done.Drafts, Order = (done.Drafts.Any(IsOrder) ? wishes.Order : null) ?? KeptOrder(done, after) }),
        Reading.Ask ask => (ask, new Dialogue { Language = after.Language, Last = after.Last, Order = wishes.Order, Missing = ask.Missing, Incomplete = wishes.Incomplete }),
        var other => (other, after),
    };

    // 'buy under RSI 30' of a strategy is no order that a later message could change.
    private static bool IsOrder(Draft draft) => draft.Path is Guardrails.Actions.ActionPaths.OrderPlace or Guardrails.Actions.ActionPaths.CanaryRun;

    // A look at a price doesn't make a person forget the order they were talking about; another action does.
    private static OrderSlots? KeptOrder(Reading.Actions done, Dialogue after) =>
        done.Drafts.All(draft => Guardrails.Actions.ActionCatalogue.TryFind(draft.Path, out var definition) && definition.Method == "GET") ? after.Order : null;

    private static Reading Unplaced(Clause whole)
    {
        if (whole.HasAny([Concept.Chatter, Concept.Foreign])) return new Reading.Refuse(Conversation.Refusal.OutOfScope);
        var unknown = whole.Unknown.Count();
        if (whole.Coins.Count > 0 && unknown == 0 && whole.Has("?") && !whole.HasAny([Concept.Number, Concept.Order, Concept.Position, Concept.Stream])) return new Reading.Actions([.. whole.Coins.Select(coin => new Draft(Guardrails.Actions.ActionPaths.Ticker, new System.Text.Json.Nodes.JsonObject { ["symbol"] = coin }))]);
        if (whole.Coins.Count > 0 && unknown <= 1) return new Reading.Ask(["action"]);
        if (whole.Has(Concept.NeverMind) && unknown == 0) return new Reading.Nothing();
        if (whole.Has(Concept.Number) && whole.Has(Concept.Query) && !whole.HasAny([Concept.Order, Concept.Position, Concept.Stream, Concept.Canary, Concept.Dry])) return new Reading.Refuse(Conversation.Refusal.OutOfScope);
        if (whole.HasAny([Concept.Number, Concept.Dry, Concept.Live, Concept.Order, Concept.Position, Concept.Stream, Concept.Canary]) && unknown == 0) return new Reading.Ask(["action"]);
        if (unknown == 0 && whole.HasAny([Concept.Not, Concept.NotDone, Concept.Noise]) && !whole.Has(Concept.Query)) return new Reading.Nothing();
        return new Reading.Refuse(Conversation.Refusal.OutOfScope);
    }
}
