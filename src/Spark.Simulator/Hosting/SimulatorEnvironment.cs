namespace Spark.Simulator.Hosting;

/// <summary>Reads the settings of the program that runs alone.</summary>
public static class SimulatorEnvironment
{
    /// <summary><c>SPARK_SIMULATOR_URLS</c> and <c>SPARK_DATA</c>, or their defaults.</summary>
    /// <param name="read">Reads a variable; null when it is not set.</param>
    /// <exception cref="SettingsException">A value is not allowed.</exception>
    public static SimulatorSettings Read(Func<string, string?> read)
    {
        var defaults = new SimulatorSettings();
        var urls = read("SPARK_SIMULATOR_URLS") is { Length: > 0 } given ? given : defaults.Urls;
        ListenAddress.ParseAll("SPARK_SIMULATOR_URLS", urls);
        return defaults with { Urls = urls, DataFolder = read("SPARK_DATA") is { Length: > 0 } folder ? Folder(folder) : DefaultFolder() };
    }

    private static string Folder(string value)
    {
        try
        {
            var full = Path.GetFullPath(value);
            return File.Exists(full) ? throw NotAFolder(value, null) : full;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw NotAFolder(value, e);
        }
    }

    private static string DefaultFolder() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "Spark");

    private static SettingsException NotAFolder(string value, Exception? cause)
    {
        var message = $"SPARK_DATA is '{value}': allowed is a folder that this user may write to.";
        return cause is null ? new SettingsException(message) : new SettingsException(message, cause);
    }
}
