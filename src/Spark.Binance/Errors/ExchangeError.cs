namespace Spark.Binance.Errors;

/// <summary>The exchange said no.</summary>
/// <param name="HttpStatus">Status of the answer; 0 when the client itself refused to ask.</param>
/// <param name="Code">The exchange's code; null when the answer carried none.</param>
/// <param name="Message">The exchange's text, shortened and cleared of anything that looks like a key; for people, never to branch on.</param>
/// <param name="Kind">What the code means.</param>
/// <param name="RetryAfter">How long the exchange asks to be left alone, when it says.</param>
public sealed record ExchangeError(int HttpStatus, int? Code, string Message, ExchangeErrorKind Kind, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether too much was asked too fast.</summary>
    public bool IsRateLimit => Kind is ExchangeErrorKind.RateLimited or ExchangeErrorKind.Banned;

    /// <summary>What may be done next; unknown codes are never retried.</summary>
    public RetrySafety Retry => Code is { } code ? ExchangeErrorCodes.Find(code)?.Retry ?? RetrySafety.Never : RetrySafety.Never;

    /// <summary>A sentence for a person in <paramref name="language"/> (<c>tr</c> or <c>en</c>); the exchange's own text for codes not in the table.</summary>
    public string Describe(string language) => Code is { } code && ExchangeErrorCodes.Find(code) is { } known ? known.Text(language) : Message;
}
