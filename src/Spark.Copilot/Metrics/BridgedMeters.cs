using System.Collections.Frozen;
using Prometheus;

namespace Spark.Copilot.Metrics;

/// <summary>The runtime's and Semantic Kernel's own meters in the service's registry: a fixed list of meters, so that no library can add series by itself.</summary>
internal sealed class BridgedMeters : IDisposable
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create("System.Runtime", "Microsoft.SemanticKernel", "Microsoft.SemanticKernel.Connectors.OpenAI");

    private readonly IDisposable _listening;

    public BridgedMeters(CopilotMetrics metrics) => _listening = MeterAdapter.StartListening(new MeterAdapterOptions
    {
        Registry = metrics.Registry,
        MetricFactory = Prometheus.Metrics.WithCustomRegistry(metrics.Registry),
        InstrumentFilterPredicate = instrument => Known.Contains(instrument.Meter.Name),
    });

    public void Dispose() => _listening.Dispose();
}
