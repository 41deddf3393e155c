using System.Text.Json;

namespace Spark.Binance.Tests.Fixtures;

/// <summary>Published payloads, beside the repository. They are not part of it: without them a test is skipped, except in CI.</summary>
internal static class Fixture
{
    private static readonly string? Root = Find();

    public static byte[] Rest(string name) => Read(Path.Combine("rest", name), "response");

    public static byte[] Stream(string name) => Read(Path.Combine("streams", name), "message");

    public static IEnumerable<string> Names(string folder) =>
        Root is null ? [] : Directory.EnumerateFiles(Path.Combine(Root, folder), "*.json").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>A recorded sequence as a whole.</summary>
    public static JsonDocument Sequence(string name) => Open(Path.Combine("sequences", name));

    /// <summary>A payload as a whole, with what it answers.</summary>
    public static JsonDocument Open(string path)
    {
        if (Root is null && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("The shared fixtures are missing.");
        Assert.SkipUnless(Root is not null, "The folder ../shared/fixtures/binance is not beside the repository.");
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root!, path)));
    }

    private static byte[] Read(string path, string member)
    {
        using var document = Open(path);
        return JsonSerializer.SerializeToUtf8Bytes(document.RootElement.GetProperty(member));
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Spark.sln"))) continue;
            var folder = Path.Combine(at.FullName, "..", "shared", "fixtures", "binance");
            return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
        }
        return null;
    }
}
