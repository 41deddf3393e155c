namespace Spark.Copilot.Language;

/// <summary>The lexicon that turns read with: that of the prompts, and once the exchange's list of contracts is known, the two together.</summary>
internal sealed class SharedLexicon(Lexicon prompts)
{
    private volatile Lexicon? _joined;

    public Lexicon Current => _joined ?? prompts;

    /// <summary>From here on coins are those of the prompts and of this list.</summary>
    public void Join(IReadOnlyCollection<string> listed) => _joined = prompts.Joined(listed);
}
