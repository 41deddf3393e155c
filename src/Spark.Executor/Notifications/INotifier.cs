namespace Spark.Executor.Notifications;

/// <summary>A way to tell people.</summary>
internal interface INotifier
{
    /// <summary>As records and metrics name it; never an address.</summary>
    string Name { get; }

    /// <summary>Whether it is for a notice of this severity.</summary>
    bool Wants(Notice notice);

    /// <summary>One attempt.</summary>
    Task<Delivery> TellAsync(Notice notice, CancellationToken ct);
}
