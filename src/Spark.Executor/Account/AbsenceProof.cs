namespace Spark.Executor.Account;

/// <summary>
/// How far the proof is that an order of unknown outcome does not exist: two queries that find nothing, at least 1 s apart, both made
/// when the exchange's clock, less its error bound, was past the order's window.
/// </summary>
/// <param name="WindowEnds">The exchange's ms after which it would refuse the request.</param>
/// <param name="FirstAbsentAt">The exchange's ms of the first query after that which found nothing.</param>
internal sealed record AbsenceProof(long WindowEnds, long? FirstAbsentAt);
