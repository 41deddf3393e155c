using System.Globalization;
using System.Security.Cryptography;
using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Executor.Streams;
using Spark.Executor.Journal;
using Spark.Executor.Market;
using Spark.Executor.Metrics;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Confirmation;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Account;

/// <summary>
/// Brings a question to the account and its answer back: it makes the market fresh, draws what has to be random, and waits. It decides
/// nothing about trading.
/// </summary>
internal sealed class AccountDesk(
    AccountLoop loop, Outbox outbox, Tickets tickets, IJournal journal, MarketReader market, ExecutorSettings settings, LimitsInForce limits, ExecutorMetrics metrics,
    Func<StepContext> context, UserStreamFeed userStream, AccountEffects effects, TimeProvider time)
{
    // More than a person can look at.
    private const int MostPending = 200;

    private static readonly TimeSpan LooksAroundFor = TimeSpan.FromSeconds(3);

    private readonly Prometheus.Histogram.Child _dryRunLatency = metrics.PlaceLatency("dryRun");
    private long _simulations = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    public AccountState View => loop.View;

    /// <summary>Asks for an action. What was carried out goes on when the caller goes away.</summary>
    public async Task<AccountReply> AskAsync(ValidatedAction action, Principal principal, string? token, string? idempotencyKey, CancellationToken ct)
    {
        if (RestsOnTheMarket(action.Request)) await FreshenAsync(SymbolOf(action.Request, principal), ct);
        await LookAroundAsync(action.Request);
        var (ticket, reply) = tickets.Draw();
        var posted = loop.Post(new AccountMessage.Ask(RequestOf(ticket, action, principal, token, idempotencyKey)));
        if (!reply.IsCompleted) outbox.CommitHere();
        return posted ? await reply.WaitAsync(ct) : Stopping();
    }

    /// <summary>Simulates an order on the newest state. Nobody waits for the account's writer, which notes it behind.</summary>
    public async ValueTask<AccountReply> SimulateAsync(ValidatedAction action, Principal principal, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        await FreshenAsync(SymbolOf(action.Request, principal), ct);
        var (reply, notes) = AccountCore.Simulate(View, RequestOf(Turn.NoTicket, action, principal, token: null, idempotencyKey: null), context());
        if (!await outbox.NoteAsync(notes, ct)) return Stopping();
        _dryRunLatency.Observe(time.GetElapsedTime(started).TotalMilliseconds);
        return reply;
    }

    /// <summary>Whether an action changes nothing but the audit: an order's dry run that claims no idempotency key.</summary>
    public static bool IsSimulation(ValidatedAction action, string? idempotencyKey) =>
        action is { Definition.Path: ActionPaths.OrderPlace, DryRun: true } && idempotencyKey is null;

    /// <summary>Carries out a pending proposal for the person at the confirmation page.</summary>
    public async Task<AccountReply> ConfirmAsync(string proposalId, string confirmer, CancellationToken ct)
    {
        var pending = View.Confirmations.Find(proposalId, time.GetUtcNow());
        if (pending is null || RestsOnTheMarket(pending.Action.Request)) await FreshenAsync(pending?.Intent?.Symbol, ct);
        if (pending is not null) await LookAroundAsync(pending.Action.Request);
        var (ticket, reply) = tickets.Draw();
        return loop.Post(new AccountMessage.Confirm(proposalId, confirmer, ticket)) ? await reply.WaitAsync(ct) : Stopping();
    }

    /// <summary>A pending proposal with its evidence as of now; null when it is unknown, expired or used.</summary>
    public async Task<ConfirmationResponse?> ShowAsync(string proposalId, CancellationToken ct)
    {
        if (View.Confirmations.Find(proposalId, time.GetUtcNow()) is not { } proposal) return null;
        await FreshenAsync(proposal.Intent?.Symbol, ct);
        var turn = new Turn(View, context());
        var evidence = proposal.Intent is { } intent ? EvidenceViews.Of(turn, Gatekeeping.Review(turn, intent)) : null;
        return new ConfirmationResponse
        {
            Confirmation = Confirming.View(turn, proposal, evidence, token: null),
            Origin = proposal.Origin.Key,
            RaisesExposure = RaisesExposure(proposal),
            Symbol = proposal.Intent?.Symbol.Value,
            Timestamp = time.GetUtcNow(),
        };
    }

    /// <summary>What waits for a person, whoever proposed it, the one that expires first first; never a token.</summary>
    public PendingConfirmationsResponse Pending() => new()
    {
        Confirmations = [.. View.Confirmations.PendingAt(time.GetUtcNow()).Take(MostPending).Select(Pending)],
        Timestamp = time.GetUtcNow(),
    };

    /// <summary>Why <see cref="ShowAsync"/> has nothing to show: <c>used</c>, <c>expired</c> or <c>unknown</c>.</summary>
    public string WhyGone(string proposalId) => View.Confirmations.WhyGone(proposalId, time.GetUtcNow());

    /// <summary>Policy on what never reaches the account's mailbox; null when it is allowed.</summary>
    public AccountReply? RefusalOf(ValidatedAction action, Principal principal)
    {
        var decision = ActionPolicy.Decide(action, principal,
            new PolicyContext(settings.Venue, View.Exchange.Mode, View.Ledger.Breaker, settings.Confirmation));
        return decision is PolicyDecision.Refused { Refusal: var refusal }
            ? new AccountReply(refusal.HttpStatus, new ErrorResponse(refusal.Code, refusal.Message) { Reason = refusal.Reason })
            : null;
    }

    /// <summary>Claims an idempotency key for something that the account doesn't carry out itself; null: go ahead and call <see cref="Finish"/>.</summary>
    public async Task<(AccountReply? Replay, string OutcomeKey)> ClaimAsync(ValidatedAction action, Principal principal, string key)
    {
        var (ticket, reply) = tickets.Draw();
        var outcomeKey = NewId();
        if (!loop.Post(new AccountMessage.Claim(ticket, action, principal, key, outcomeKey))) return (Stopping(), outcomeKey);
        // Whoever is granted a key has to say what came of it, and a caller who goes away is none the less the one.
        var answer = await reply;
        return (answer.Status == AccountReply.Granted ? null : answer, outcomeKey);
    }

    /// <summary>Keeps the outcome of what was claimed.</summary>
    public void Finish(string outcomeKey, int status, SparkResponse body) => loop.Post(new AccountMessage.Finished(outcomeKey, status, body));

    /// <summary>Makes the market of <paramref name="symbol"/>, and of every symbol that the account is exposed to, fresh enough to decide on.</summary>
    private Task FreshenAsync(Symbol? symbol, CancellationToken ct)
    {
        List<Task>? reads = null;
        if (symbol is { } asked) Freshen(asked);
        foreach (var exposed in WorkingOrders.SymbolsOf(View)) Freshen(exposed);
        return reads is null ? Task.CompletedTask : Task.WhenAll(reads);

        void Freshen(Symbol one)
        {
            var read = market.EnsureFreshAsync(one, limits.Risk.MaxMarketAge, ct);
            if (!read.IsCompletedSuccessfully) (reads ??= []).Add(read);
        }
    }

    // Without its stream, or with a fill that no position holds yet, the account may hold what nobody has told. The way out doesn't depend on
    // it: after a moment it goes on with what is known.
    private async Task LookAroundAsync(ActionRequest request)
    {
        var isTold = userStream.IsHealthy && !(request is ActionRequest.ClosePosition && FillNews.AreAwaited(View));
        if (isTold || request is not (ActionRequest.CancelAll or ActionRequest.ClosePosition or ActionRequest.CancelOrder)) return;
        await Task.WhenAny(effects.ReconcileAsync("a way out without the user stream"), Task.Delay(LooksAroundFor, time));
    }

    // Tokens are for what a person may have to confirm.
    private AccountRequest RequestOf(long ticket, ValidatedAction action, Principal principal, string? token, string? idempotencyKey) => new()
    {
        Ticket = ticket,
        Action = action,
        Principal = principal,
        NewId = action.IsLive || idempotencyKey is not null ? NewId() : SimulationId(),
        Token = action.IsLive && token is null ? NewToken() : null,
        OfferedToken = token is null ? null : TokenHash.Of(token),
        IdempotencyKey = idempotencyKey,
        ClientOrderIdUsed = action.Request is ActionRequest.PlaceOrder { Draft.ClientOrderId: { } id } && journal.HasClientOrderId(id),
    };

    private Symbol? SymbolOf(ActionRequest request, Principal principal) => request switch
    {
        ActionRequest.PlaceOrder place => place.Draft.Symbol,
        ActionRequest.RunCanary run => run.Draft.Symbol,
        ActionRequest.ConfirmCanary confirm => Canaries.Meant(View, confirm, principal, time.GetUtcNow())?.Draft.Symbol,
        _ => null,
    };

    private static PendingConfirmationView Pending(Proposal proposal) => new()
    {
        Id = proposal.Id,
        ExpiresAt = proposal.ExpiresAt,
        Summary = proposal.Summary,
        Origin = proposal.Origin.Key,
        RaisesExposure = RaisesExposure(proposal),
        Symbol = proposal.Intent?.Symbol.Value,
    };

    private static bool RaisesExposure(Proposal proposal) =>
        proposal.Action.Definition.Effect == ActionEffect.RaisesExposure && proposal.Intent is not { ReduceOnly: true };

    // A brake, a cancel and a close wait for no price.
    private static bool RestsOnTheMarket(ActionRequest request) =>
        request is not (ActionRequest.OpenBreaker or ActionRequest.CancelOrder or ActionRequest.CancelAll or ActionRequest.ClosePosition);

    private static string NewId() => Guid.CreateVersion7().ToString("n")[..28];

    // What is never sent needs an id that is unique, not one that nobody can guess: a draw from the system would be most of its cost.
    private string SimulationId() => string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeMilliseconds():x12}{(ulong)Interlocked.Increment(ref _simulations):x16}");

    private static FreshToken NewToken()
    {
        var text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return new FreshToken(text, TokenHash.Of(text));
    }

    private static AccountReply Stopping() => new(StatusCodes.Status503ServiceUnavailable,
        new ErrorResponse("Stopping", "The executor is stopping; nothing was carried out."));
}
