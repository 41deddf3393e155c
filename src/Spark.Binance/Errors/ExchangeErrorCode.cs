namespace Spark.Binance.Errors;

/// <summary>One documented code of the exchange, with a sentence for a person in both languages.</summary>
public sealed record ExchangeErrorCode(int Code, string Name, ExchangeErrorKind Kind, RetrySafety Retry, string English, string Turkish)
{
    /// <summary>The sentence in <paramref name="language"/>: <c>tr</c> is Turkish, anything else English.</summary>
    public string Text(string language) => language == "tr" ? Turkish : English;
}
