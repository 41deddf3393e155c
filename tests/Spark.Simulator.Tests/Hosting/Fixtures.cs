namespace Spark.Simulator.Tests.Hosting;

/// <summary>The published samples beside the repository.</summary>
internal static class Fixtures
{
    /// <summary>The folder's path; the test is skipped when it is absent, and fails in CI.</summary>
    public static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Spark.sln"))) continue;
            var found = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "fixtures", name));
            Assert.SkipUnless(Directory.Exists(found) || Environment.GetEnvironmentVariable("CI") == "true", $"the samples ../shared/fixtures/{name} are absent");
            return found;
        }
        throw new DirectoryNotFoundException("The repository's root was not found above the tests.");
    }
}
