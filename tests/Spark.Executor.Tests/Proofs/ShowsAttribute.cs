using Spark.Simulator.Faults;

namespace Spark.Executor.Tests.Proofs;

/// <summary>The fault of the simulator that a test tells of.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ShowsAttribute(FaultKind fault) : Attribute
{
    public FaultKind Fault { get; } = fault;
}
