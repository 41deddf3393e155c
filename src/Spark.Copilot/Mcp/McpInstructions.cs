using Spark.Copilot.Language;

namespace Spark.Copilot.Mcp;

/// <summary>What a client's model is told of Spark, from <c>prompts/mcp</c>; read and checked once at start.</summary>
internal static class McpInstructions
{
    /// <exception cref="PromptException">The file is missing or empty.</exception>
    public static string Load(string promptsFolder)
    {
        var path = Path.Combine(promptsFolder, "mcp", "instructions.txt");
        try
        {
            var text = File.ReadAllText(path).Trim();
            return text.Length > 0 ? text : throw new PromptException($"{path} can't be used: it is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PromptException($"{path} can't be used: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
