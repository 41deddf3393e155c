using System.Collections.Immutable;
using Spark.Domain.Orders;
using Spark.Executor.Ledger;
using Spark.Guardrails.Confirmation;

namespace Spark.Executor.Account;

/// <summary>
/// Everything that decisions on an account are made from. Immutable: the account loop swaps it, readers look at whichever is newest.
/// </summary>
internal sealed record AccountState
{
    private Exposures? _exposures;

    /// <summary>What the account is exposed to. Whoever asks first makes it, for all later states in which the same is true.</summary>
    public Exposures Exposures
    {
        get
        {
            if (Volatile.Read(ref _exposures) is { } known && known.HoldsIn(this)) return known;
            var made = Exposures.Of(this);
            Volatile.Write(ref _exposures, made);
            return made;
        }
    }

    /// <summary>What the journal remembers.</summary>
    public required LedgerState Ledger { get; init; }

    /// <summary>What the exchange says.</summary>
    public ExchangeAccount Exchange { get; init; } = ExchangeAccount.Unread;

    /// <summary>Whether the ledger has been compared with the exchange since the start; nothing that raises exposure goes before.</summary>
    public bool Reconciled { get; init; }

    /// <summary>Whether the last write to the journal succeeded.</summary>
    public bool JournalHealthy { get; init; } = true;

    /// <summary>Steps that the journal has refused, so far as they are known here.</summary>
    public long JournalFailures { get; init; }

    /// <summary>Pending proposals. They die with the process.</summary>
    public ConfirmationBook Confirmations { get; init; } = ConfirmationBook.Empty;

    /// <summary>How much of each order's fills the position is known to hold.</summary>
    public ImmutableDictionary<ClientOrderId, FillTrack> Fills { get; init; } = ImmutableDictionary<ClientOrderId, FillTrack>.Empty;

    /// <summary>Orders that the exchange is being asked for: one question at a time for each.</summary>
    public ImmutableHashSet<ClientOrderId> LookingUp { get; init; } = [];

    /// <summary>Symbols whose position was not what their fills make of it when it was last read.</summary>
    public ImmutableHashSet<Domain.Markets.Symbol> Suspects { get; init; } = [];

    /// <summary>The exchange's ms of the newest fill that came while the account was being read: from then on the wallet is that of the positions.</summary>
    public long TornUntil { get; init; }

    /// <summary>Whether the wallet and the positions may be of different moments, so that a profit or a loss between them counts twice or not at all.</summary>
    public bool IsTorn => !Suspects.IsEmpty || Exchange.WalletTime < TornUntil;

    /// <summary>Unknown orders that an operator has heard of.</summary>
    public ImmutableHashSet<ClientOrderId> UnknownsTold { get; init; } = [];

    /// <summary>How often the exchange was asked at what price an order filled.</summary>
    public ImmutableDictionary<ClientOrderId, int> PriceQueries { get; init; } = ImmutableDictionary<ClientOrderId, int>.Empty;

    /// <summary>When the account was last read because news of a position was late.</summary>
    public DateTimeOffset LateAskedAt { get; init; }

    /// <summary>When a flatten last asked for an order's cancel.</summary>
    public ImmutableDictionary<ClientOrderId, DateTimeOffset> FlattenCancels { get; init; } = ImmutableDictionary<ClientOrderId, DateTimeOffset>.Empty;

    /// <summary>When a flatten last tried to close a symbol's position.</summary>
    public ImmutableDictionary<Domain.Markets.Symbol, DateTimeOffset> FlattenCloses { get; init; } = ImmutableDictionary<Domain.Markets.Symbol, DateTimeOffset>.Empty;

    /// <summary>When the rollback of a canary last tried something, by the canary's id.</summary>
    public ImmutableDictionary<string, CanaryPace> CanaryPaces { get; init; } = ImmutableDictionary<string, CanaryPace>.Empty;

    /// <summary>Trade ids seen lately.</summary>
    public TradeWindow Trades { get; init; } = TradeWindow.Empty;

    /// <summary>Who waits for an order's answer.</summary>
    public ImmutableDictionary<ClientOrderId, Waiter> Waiting { get; init; } = ImmutableDictionary<ClientOrderId, Waiter>.Empty;

    /// <summary>Tickets of those who asked for an action again while its first run was under way, by its outcome's key.</summary>
    public ImmutableDictionary<string, ImmutableArray<long>> AskedAgain { get; init; } = ImmutableDictionary<string, ImmutableArray<long>>.Empty;

    /// <summary>Outcomes whose work is done outside the account's loop and still under way.</summary>
    public ImmutableHashSet<string> Claimed { get; init; } = [];

    /// <summary>The canary that a pending proposal would apply, by the proposal's id.</summary>
    public ImmutableDictionary<string, string> ProposedCanaries { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Canaries whose order test is under way.</summary>
    public ImmutableDictionary<string, PendingCanary> TestingCanaries { get; init; } = ImmutableDictionary<string, PendingCanary>.Empty;

    /// <summary>Cancels under way, by the ticket of who asked.</summary>
    public ImmutableDictionary<long, CancelSweep> Cancels { get; init; } = ImmutableDictionary<long, CancelSweep>.Empty;

    /// <summary>Closes of positions under way, by the outcome's key.</summary>
    public ImmutableDictionary<string, CloseSweep> Closings { get; init; } = ImmutableDictionary<string, CloseSweep>.Empty;

    /// <summary>Leverages being set, by the outcome's key.</summary>
    public ImmutableDictionary<string, PendingLeverage> Leverages { get; init; } = ImmutableDictionary<string, PendingLeverage>.Empty;

    /// <summary>Cancels of conditional orders that turned out to have triggered: they go on to the plain order.</summary>
    public ImmutableDictionary<ClientOrderId, ImmutableArray<Effect.Cancel>> CancelFollows { get; init; } = ImmutableDictionary<ClientOrderId, ImmutableArray<Effect.Cancel>>.Empty;

    /// <summary>Proofs of absence under way.</summary>
    public ImmutableDictionary<ClientOrderId, AbsenceProof> Absences { get; init; } = ImmutableDictionary<ClientOrderId, AbsenceProof>.Empty;
}
