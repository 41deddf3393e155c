using Spark.Guardrails.Confirmation;

namespace Spark.Executor.Account;

/// <summary>A confirmation token that may be given out. Its text never reaches a log or the journal.</summary>
internal sealed record FreshToken(string Text, TokenHash Hash)
{
    public override string ToString() => "[token]";
}
