namespace Spark.Copilot.Language;

/// <summary>What a token is made of.</summary>
internal enum TokenKind
{
    Word,
    Number,

    /// <summary>A name with a dash and a digit in it, such as <c>grid-eth-09</c>.</summary>
    Id,

    /// <summary>One sign: punctuation, a currency, a percent.</summary>
    Sign,
}
