using System.Collections.Concurrent;
using System.Xml.Linq;

namespace Spark.Browser.Tests;

/// <summary>What the pages say in one language, from the texts in the sources: a test looks for the words that a visitor reads.</summary>
internal sealed class Texts
{
    private static readonly ConcurrentDictionary<string, Texts> Read = new();

    private readonly Dictionary<string, string> _byKey;

    private Texts(string language)
    {
        var file = Path.Combine(Root(), "src", "Spark.Copilot", "Pages", language == "en" ? "UiText.resx" : $"UiText.{language}.resx");
        _byKey = XDocument.Load(file).Root!.Elements("data").ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);
    }

    /// <summary>The text of a key.</summary>
    public string this[string key] => _byKey[key];

    public static Texts Of(string language) => Read.GetOrAdd(language, static code => new Texts(code));

    public static string LocaleOf(string language) => language == "tr" ? "tr-TR" : "en-US";

    /// <summary>The folder of the solution.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Spark.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Spark.sln is not above the tests.");
    }
}
