namespace Spark.Executor.Automation;

/// <summary>How patiently reads and cancels are retried. Orders are never retried.</summary>
internal sealed class RetryPacing
{
    private const double Longer = 4;

    private volatile bool _slow;

    /// <summary>Whether the exchange counts as slow: orders carry <c>slowExchange</c> meanwhile.</summary>
    public bool IsSlow
    {
        get => _slow;
        set => _slow = value;
    }

    /// <summary>What delays between tries are multiplied by.</summary>
    public double Factor => _slow ? Longer : 1;
}
