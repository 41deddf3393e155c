namespace Spark.EndToEnd.Tests.Processes;

/// <summary>Finds what this build has made, from where the tests themselves were put.</summary>
internal static class Artifacts
{
    // …/artifacts/bin/Spark.EndToEnd.Tests/<configuration>/
    private static readonly DirectoryInfo Own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The program of a project, in the tests' own configuration.</summary>
    public static string ProgramOf(string project)
    {
        var path = Path.Combine(Own.Parent!.Parent!.FullName, project, Own.Name, project + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} has not been built.", path);
    }
}
