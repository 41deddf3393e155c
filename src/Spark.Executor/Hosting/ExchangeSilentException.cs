namespace Spark.Executor.Hosting;

/// <summary>The exchange on loopback that the executor was to use doesn't answer.</summary>
public sealed class ExchangeSilentException(Uri address) : Exception(
    $"No exchange answers at {address}. Start the embedded one with: dotnet run --project src/Spark.Simulator, or start everything with: dotnet run --project src/Spark.Copilot, or give BINANCE_API_KEY and BINANCE_API_SECRET.");
