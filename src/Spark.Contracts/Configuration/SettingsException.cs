namespace Spark.Contracts.Configuration;

/// <summary>Settings that stop the start. Every fault is named at once; the process ends with <see cref="ExitCode"/>.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>Exit code for bad input or settings.</summary>
    public const int ExitCode = 2;

    public SettingsException(IReadOnlyList<SettingsFault> faults, Exception? inner = null)
        : base(string.Join(Environment.NewLine, faults), inner) => Faults = faults;

    public IReadOnlyList<SettingsFault> Faults { get; }
}
