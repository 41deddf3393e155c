namespace Spark.Copilot.Language;

/// <summary>A file of the lexicon can't be used; one line that names it.</summary>
public sealed class LexiconException(string message, Exception? inner = null) : Exception(message, inner);
