namespace Spark.Browser.Tests;

/// <summary>Debian's browser; nothing is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Null when this machine has none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("SPARK_CHROMIUM") ?? Usual.FirstOrDefault(File.Exists);

    /// <summary>Without a browser: a named skip on a person's machine, a failure in CI.</summary>
    public static void Require()
    {
        const string why = "No Chromium on this machine: apt-get install chromium, or name one in SPARK_CHROMIUM.";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(Path is not null, why);
        else Assert.SkipUnless(Path is not null, why);
    }
}
