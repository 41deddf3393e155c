namespace Spark.Copilot.Confirmations;

/// <summary>Where the executor is, and the key that shows and carries out pending confirmations there. The key is never printed.</summary>
public sealed record ConfirmAddress(Uri Url, string ConfirmKey)
{
    public override string ToString() => Url.ToString();
}
