namespace Spark.Simulator.Storage;

/// <summary>Another process works in the data folder.</summary>
public sealed class FolderInUseException : Exception
{
    public FolderInUseException()
    {
    }

    public FolderInUseException(string message)
        : base(message)
    {
    }

    public FolderInUseException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
