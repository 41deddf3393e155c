namespace Spark.EndToEnd.Tests.Operations;

/// <summary>Files of the repository that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Spark.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("These tests run from within the repository.");
    }
}
