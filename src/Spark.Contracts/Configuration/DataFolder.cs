namespace Spark.Contracts.Configuration;

/// <summary>Where Spark keeps its databases.</summary>
public static class DataFolder
{
    public const string Setting = "SPARK_DATA";

    /// <summary><c>SPARK_DATA</c>, else <c>Spark</c> in the platform's local application data folder. The folder is made.</summary>
    public static string Read(SettingsReader settings)
    {
        var path = settings.Text(Setting)
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "Spark");
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            settings.Fault(Setting, path, "a folder that can be made and written to");
            return path;
        }
    }
}
