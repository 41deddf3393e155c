using System.Globalization;
using System.Text;
using System.Text.Json;
using Spark.Binance.Wire;

namespace Spark.Binance.Errors;

/// <summary>Reads an answer that is not a success: <c>{"code","msg"}</c>, HTML, plain text, or nothing.</summary>
internal static class ExchangeErrorReader
{
    private const int Banned = 418;

    public static ExchangeError Read(int status, ReadOnlySpan<byte> body, TimeSpan? retryAfter, BinanceCredentials? credentials)
    {
        var (code, text) = Parse(body);
        var message = Secrets.Scrub(text, credentials);
        return new ExchangeError(status, code, message.Length == 0 ? $"HTTP {Number(status)} without a text" : message, KindOf(status, code), retryAfter);
    }

    private static (int? Code, string Text) Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, BinanceJson.Default.ExchangeCodeWire) is { } wire) return (wire.Code, wire.Msg);
        }
        catch (JsonException)
        {
            // Gateways answer HTML and plain text too: the text below says what came.
        }
        return (null, Encoding.UTF8.GetString(body.Length > 300 ? body[..300] : body));
    }

    private static ExchangeErrorKind KindOf(int status, int? code) => (status, code) switch
    {
        (Banned, _) => ExchangeErrorKind.Banned,
        (429, _) => ExchangeErrorKind.RateLimited,
        (_, { } known) when ExchangeErrorCodes.Find(known) is { } row => row.Kind,
        (403, null) => ExchangeErrorKind.Firewall,
        _ => ExchangeErrorKind.Unrecognised,
    };

    private static string Number(int status) => status.ToString(CultureInfo.InvariantCulture);
}
