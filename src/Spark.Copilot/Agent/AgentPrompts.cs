using System.Runtime.ExceptionServices;
using Microsoft.SemanticKernel;
using Spark.Copilot.Language;
using Spark.Copilot.Suggestions;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Agent;

/// <summary>Everything under <c>prompts/</c>, read and checked once at start.</summary>
public sealed class AgentPrompts
{
    private readonly IPromptTemplate _system;

    private AgentPrompts(Lexicon lexicon, Texts texts, Claims claims, IPromptTemplate system, string mcp, SuggestionTexts suggestions) =>
        (Lexicon, Texts, Claims, _system, McpInstructions, Suggestions) = (lexicon, texts, claims, system, mcp, suggestions);

    /// <summary>Where the prompts are beside the binary.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "prompts");

    internal Lexicon Lexicon { get; }

    internal Texts Texts { get; }

    /// <summary>What another program's model is told of Spark.</summary>
    internal string McpInstructions { get; }

    /// <summary>What suggestions say.</summary>
    internal SuggestionTexts Suggestions { get; }

    internal Claims Claims { get; }

    /// <exception cref="PromptException">A file is missing or can't be used.</exception>
    public static AgentPrompts Load(string folder)
    {
        var (lexicon, texts, claims, suggestions, system, mcp) = ((Lexicon)null!, (Texts)null!, (Claims)null!, (SuggestionTexts)null!, (IPromptTemplate)null!, "");
        // A start waits for the longest of them, not for their sum.
        AtOnce(
            () => lexicon = LexiconReader.Read(Path.Combine(folder, "lexicon")),
            () =>
            {
                texts = Texts.Read(Path.Combine(folder, "replies"));
                claims = Claims.Read(Path.Combine(folder, "agent", "claims.json"));
                suggestions = SuggestionTexts.Read(Path.Combine(folder, "suggestions"));
                system = ReadTemplate(Path.Combine(folder, "agent", "System"));
                mcp = Mcp.McpInstructions.Load(folder);
            });
        return new AgentPrompts(lexicon, texts, claims, system, mcp, suggestions);
    }

    private static void AtOnce(params Action[] reads)
    {
        try
        {
            Parallel.Invoke(reads);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>What a model is told first. No word of a person is in it.</summary>
    internal Task<string> SystemAsync(SpokenLanguage language, CancellationToken ct) => _system.RenderAsync(new Kernel(), new KernelArguments
    {
        ["language"] = language == SpokenLanguage.Turkish ? "Turkish" : "English",
        ["scope"] = Scopes.FuturesTestnet,
    }, ct);

    private static IPromptTemplate ReadTemplate(string folder)
    {
        try
        {
            var config = PromptTemplateConfig.FromJson(File.ReadAllText(Path.Combine(folder, "config.json")));
            config.Name = "System";
            config.Template = File.ReadAllText(Path.Combine(folder, "skprompt.txt"));
            if (string.IsNullOrWhiteSpace(config.Template)) throw new PromptException($"{folder} can't be used: skprompt.txt is empty.");
            return new KernelPromptTemplateFactory().Create(config);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or KernelException or ArgumentException or global::System.Text.Json.JsonException)
        {
            throw new PromptException($"{folder} can't be used: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
