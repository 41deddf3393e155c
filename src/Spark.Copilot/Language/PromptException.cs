namespace Spark.Copilot.Language;

/// <summary>A file under <c>prompts/</c> is missing or can't be used; one line that names it. The start ends with exit code 2.</summary>
public sealed class PromptException(string message, Exception? inner = null) : Exception(message, inner);
