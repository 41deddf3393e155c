namespace Spark.EndToEnd.Tests.Processes;

/// <summary>What callers do to an executor until it is gone.</summary>
/// <param name="Callers">Each ends when nobody answers any more.</param>
/// <param name="IsUnderWay">Whether the executor may be killed: it has begun with what this storm asks for.</param>
/// <param name="Otherwise">What is wrong when that never comes to be.</param>
internal sealed record Storm(IReadOnlyList<Task> Callers, Func<bool> IsUnderWay, Func<string> Otherwise);
