using Spark.Copilot.Agent;
using Spark.Copilot.Language;
using Spark.Copilot.Tests.Configuration;

namespace Spark.Copilot.Tests.Agent;

public sealed class AgentPromptsTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(AgentPrompts.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(AgentPrompts.Folder, path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_missing_file_stops_the_start_and_is_named(string file)
    {
        using var folder = Copy();
        File.Delete(Path.Combine(folder.Path, file));
        var fault = Assert.Throws<PromptException>(() => AgentPrompts.Load(folder.Path));
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Contains(Path.GetFileName(Path.GetDirectoryName(file)!), fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_malformed_file_stops_the_start(string file)
    {
        using var folder = Copy();
        File.WriteAllText(Path.Combine(folder.Path, file), file.EndsWith(".txt", StringComparison.Ordinal) ? "   " : "{ not json");
        Assert.Throws<PromptException>(() => AgentPrompts.Load(folder.Path));
    }

    [Fact]
    public void A_rule_that_asks_for_a_meaning_without_words_stops_the_start()
    {
        using var folder = Copy();
        File.WriteAllText(Path.Combine(folder.Path, "lexicon", "intents.json"), """[{ "means": "order", "when": ["byu"], "score": 3 }]""");
        Assert.Contains("byu", Assert.Throws<PromptException>(() => AgentPrompts.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("words.en.json", """{ "buy": ["buy", 5] }""", "buy")]
    [InlineData("words.tr.json", """{ "sell": "sat" }""", "sell")]
    [InlineData("numbers.tr.json", """{ "iki": "2" }""", "iki")]
    [InlineData("symbols.json", """{ "onlyInCapitals": [], "coins": { "BTC": ["bit"], "ETH": ["bit"] } }""", "bit")]
    [InlineData("dates.json", """{ "months": { "ocak": 13 }, "days": {}, "past": [], "years": [], "units": {} }""", "13")]
    [InlineData("intents.json", """[{ "when": ["buy"] }]""", "rule 1")]
    public void An_entry_that_cannot_be_used_is_named_with_its_file(string file, string content, string entry)
    {
        using var folder = Copy();
        File.WriteAllText(Path.Combine(folder.Path, "lexicon", file), content);
        var fault = Assert.Throws<PromptException>(() => AgentPrompts.Load(folder.Path));
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.Contains(entry, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fifty_most_traded_perpetuals_are_known_by_name() =>
        Assert.True(Loaded.Prompts.Lexicon.Coins.Values.Select(coin => coin.Symbol).Distinct().Count() >= 50);

    private static TemporaryFolder Copy()
    {
        var folder = new TemporaryFolder();
        foreach (var path in Directory.EnumerateFiles(AgentPrompts.Folder, "*", SearchOption.AllDirectories))
        {
            folder.With(Path.GetRelativePath(AgentPrompts.Folder, path), File.ReadAllText(path));
        }
        return folder;
    }
}
