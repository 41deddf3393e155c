namespace Spark.Executor.Notifications;

/// <summary>What became of one attempt to tell somebody; a closed set.</summary>
internal abstract record Delivery
{
    private Delivery()
    {
    }

    public sealed record Delivered : Delivery;

    /// <summary>Worth another try: no answer, 429, a server's fault.</summary>
    public sealed record Failed(string Why) : Delivery;

    /// <summary>Will never be taken as it is.</summary>
    public sealed record Refused(string Why) : Delivery;
}
