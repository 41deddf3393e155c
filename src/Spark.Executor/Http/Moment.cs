using Spark.Executor.Account;

namespace Spark.Executor.Http;

/// <summary>Everything that a read from memory is made from.</summary>
/// <param name="Ms">Ms since the epoch: ages and the exchange's time move with it.</param>
/// <param name="Account">The account's state.</param>
/// <param name="Limits">The limits in force.</param>
/// <param name="Marks">Counts mark prices.</param>
/// <param name="Streams">Counts changes of the streams.</param>
internal readonly record struct Moment(long Ms, AccountState Account, OperatingLimits Limits, long Marks, long Streams)
{
    /// <summary>States are compared as the objects that they are.</summary>
    public bool IsSame(in Moment other) => Ms == other.Ms && Marks == other.Marks && Streams == other.Streams
        && ReferenceEquals(Account, other.Account) && ReferenceEquals(Limits, other.Limits);
}
