using System.ClientModel;
using System.Text.Json;
using Microsoft.SemanticKernel;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Spark.Copilot.Engines;

/// <summary>What can go wrong with a model's server. None of its texts is shown: they can carry the server's body, and keys in it.</summary>
internal static class ModelFault
{
    public static bool IsOne(Exception e, CancellationToken ct) => e switch
    {
        OperationCanceledException => !ct.IsCancellationRequested,
        HttpOperationException or ClientResultException or HttpRequestException or IOException => true,
        TimeoutRejectedException or BrokenCircuitException => true,
        KernelException or JsonException or InvalidOperationException or ArgumentException or FormatException or KeyNotFoundException => true,
        NotSupportedException or NullReferenceException => true, // The client library's answers to malformed streams.
        _ => false,
    };
}
