using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>Something the account core wants done. The shell does it, and what comes of it returns as a message; a closed set.</summary>
internal abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Answers whoever holds the ticket.</summary>
    public sealed record Reply(long Ticket, AccountReply Answer) : Effect;

    /// <summary>Sends an order that has passed the gate and is in the journal.</summary>
    public sealed record Send(ApprovedOrder Order) : Effect;

    /// <summary>Cancels an order; done even when the journal can't be written.</summary>
    public sealed record Cancel(long Ticket, Symbol Symbol, long? OrderId, ClientOrderId? ClientOrderId) : Effect
    {
        /// <summary>Whether it is the algo service that has the order.</summary>
        public bool Algo { get; init; }

        /// <summary>The plain order that a conditional one became: it is what is cancelled.</summary>
        public long? ActualOrderId { get; init; }
    }

    /// <summary>Sets a symbol's leverage on the exchange.</summary>
    public sealed record SetLeverage(string Key, Symbol Symbol, int Leverage) : Effect;

    /// <summary>Asks the exchange whether it would take a canary's order.</summary>
    public sealed record TestOrder(string Key, OrderIntent Intent) : Effect;

    /// <summary>Asks the exchange what became of an order, after a pause.</summary>
    public sealed record LookUp(Symbol Symbol, ClientOrderId ClientOrderId, long? OrderId, TimeSpan After) : Effect
    {
        /// <summary>Whether it is the algo service that knows.</summary>
        public bool Algo { get; init; }
    }

    /// <summary>Compares the account with the exchange.</summary>
    public sealed record Reconcile(string Why) : Effect
    {
        /// <summary>Pause before it.</summary>
        public TimeSpan After { get; init; }
    }

    /// <summary>Finds out whether the journal takes writes again. The outbox itself does it.</summary>
    public sealed record ProbeJournal : Effect;

    /// <summary>Tells the hub.</summary>
    public sealed record Publish(string Name, object Body) : Effect;

    /// <summary>Tells an operator.</summary>
    public sealed record Alert(AlertEvent What) : Effect;
}
