namespace Spark.Copilot.Language;

/// <summary>What a token is made of.</summary>
internal enum TokenKind
{
    Word,
    Number,

    /// <summary>A name with a dash and a digit in it, such as <c>grid-eth-09</c>.</summary>
    Id,

    /// <summary>A day or an instant in digits, such as <c>2026-11-01</c>; its text is ISO 8601.</summary>
    Date,

    /// <summary>One sign: punctuation, a currency, a percent.</summary>
    Sign,
}
