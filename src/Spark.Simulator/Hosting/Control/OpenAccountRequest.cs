namespace Spark.Simulator.Hosting.Control;

/// <summary>Body of <c>POST /sim/accounts</c>. Balance in USDT, default 10,000.</summary>
public sealed record OpenAccountRequest(string ApiKey, string ApiSecret, decimal? Balance = null)
{
    public override string ToString() => ApiKey;
}
