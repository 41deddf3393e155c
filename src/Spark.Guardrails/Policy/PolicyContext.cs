using Spark.Domain.Accounts;
using Spark.Guardrails.Breaker;

namespace Spark.Guardrails.Policy;

/// <summary>
/// What policy goes by besides the action and who asks. <see cref="Mode"/> is the exchange account's; null while it isn't known,
/// which refuses what raises exposure.
/// </summary>
public sealed record PolicyContext(Venue Venue, AccountMode? Mode, BreakerState Breaker, ConfirmationMode Confirm);
