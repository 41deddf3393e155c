namespace Spark.Executor.Ledger;

/// <summary>A transfer of the day, from the stream, from the list of incomes, or from both.</summary>
/// <param name="Time">The exchange's ms.</param>
/// <param name="Amount">USDT, positive into the account.</param>
/// <param name="Reason">The stream's word; null while only the incomes told.</param>
/// <param name="TransactionId">The incomes' id, unique among those of one type; null while only the stream told.</param>
/// <param name="Type">The incomes' word.</param>
public sealed record SeenTransfer(long Time, decimal Amount, string? Reason, long? TransactionId, string? Type = null);
