using System.Text.RegularExpressions;

namespace Spark.Architecture.Tests.Reading;

/// <summary>The repository's own files, without what a build makes.</summary>
internal static partial class Repository
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "node_modules", ".git", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(new DirectoryInfo(Root)).Select(Relative).Order(StringComparer.Ordinal)];

    /// <summary>The C# files of the products.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Files.Where(IsSource)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IEnumerable<string> Lines(string path) => File.ReadLines(Path.Combine(Root, path));

    /// <summary>A file with a NUL in its beginning is no text.</summary>
    public static bool IsText(string path)
    {
        using var file = File.OpenRead(Path.Combine(Root, path));
        Span<byte> beginning = stackalloc byte[1024];
        return !beginning[..file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)].Contains((byte)0);
    }

    /// <summary>The project names that a project file refers to.</summary>
    public static string[] ProjectReferences(string project) =>
        [.. ProjectReference().Matches(Read($"src/{project}/{project}.csproj")).Select(match => match.Groups["name"].Value)];

    private static bool IsSource(string path) => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal);

    private static IEnumerable<string> Walk(DirectoryInfo folder) => folder.EnumerateFileSystemInfos().SelectMany(entry => entry switch
    {
        DirectoryInfo inner when NotOurs.Contains(inner.Name) => [],
        DirectoryInfo inner => Walk(inner),
        { Name: ".git" or ".env" } => [],
        _ => [entry.FullName],
    });

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Spark.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no folder with Spark.sln.");
    }

    [GeneratedRegex(@"<ProjectReference\s+Include=""[^""]*/(?<name>[\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();
}
