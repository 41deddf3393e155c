using System.Collections.Frozen;
using Prometheus;

namespace Spark.Executor.Metrics;

/// <summary>The runtime's own meters in the service's registry: a fixed list of meters, so that no library can add series by itself.</summary>
internal sealed class BridgedMeters : IDisposable
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create("System.Runtime");

    private readonly IDisposable _listening;

    public BridgedMeters(ExecutorMetrics metrics) => _listening = MeterAdapter.StartListening(new MeterAdapterOptions
    {
        Registry = metrics.Registry,
        MetricFactory = Prometheus.Metrics.WithCustomRegistry(metrics.Registry),
        InstrumentFilterPredicate = instrument => Known.Contains(instrument.Meter.Name),
    });

    public void Dispose() => _listening.Dispose();
}
