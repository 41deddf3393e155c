using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Executor.Account;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Account;

/// <summary>What steps of an account may know, where a test cares for the moment only.</summary>
internal static class AccountContexts
{
    public static StepContext At(DateTimeOffset now) => new()
    {
        Now = now,
        Quote = symbol => new Quote(symbol) { MarkPrice = CoreWorld.Mark, MarkAt = now, BookAt = now },
        Instrument = _ => null,
        Limits = new RiskLimits(),
        Venue = Venue.Simulator,
        Confirmation = ConfirmationMode.Caller,
        Account = "test",
        ConfirmUrl = "http://localhost/",
    };
}
