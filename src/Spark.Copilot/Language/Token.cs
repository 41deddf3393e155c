namespace Spark.Copilot.Language;

/// <summary>A piece of the message.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Text">Folded.</param>
/// <param name="Raw">As typed.</param>
/// <param name="Suffix">Folded letters behind an apostrophe: <c>den</c> of <c>65.000'den</c>.</param>
/// <param name="Glued">No blank before it.</param>
/// <param name="At">Where it begins in the cleaned text.</param>
internal readonly record struct Token(TokenKind Kind, string Text, string Raw, string Suffix, bool Glued, int At);
