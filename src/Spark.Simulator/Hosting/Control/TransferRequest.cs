namespace Spark.Simulator.Hosting.Control;

/// <summary>Body of <c>POST /sim/transfer</c>. Amount in USDT; negative takes out.</summary>
public sealed record TransferRequest(string ApiKey, decimal Amount)
{
    public override string ToString() => ApiKey;
}
