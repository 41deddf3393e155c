namespace Spark.Simulator.Hosting;

/// <summary>A setting that stops the start; the message is one line that names it, its value and what is allowed.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException()
    {
    }

    public SettingsException(string message)
        : base(message)
    {
    }

    public SettingsException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
