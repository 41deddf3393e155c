using System.Globalization;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>
/// A request's parameters: query first, then body; of a name that occurs twice the query's value counts. Keeps the received
/// text too, because that is what was signed.
/// </summary>
internal sealed class Parameters
{
    private readonly Dictionary<string, string> _values = new(12, StringComparer.Ordinal);
    private readonly string _query;
    private readonly string _body;

    /// <param name="query">As received, without '?'.</param>
    /// <param name="body">As received; empty unless form-encoded.</param>
    public Parameters(string query, string body)
    {
        (_query, _body) = (query, body);
        Add(query, isBody: false);
        Add(body, isBody: true);
    }

    /// <summary>Unsigned values, of an item in a list.</summary>
    public Parameters(IEnumerable<KeyValuePair<string, string>> values)
    {
        (_query, _body) = ("", "");
        foreach (var (name, value) in values) _values[name] = value;
    }

    /// <summary>What a signature covers: query and body joined without a separator, the signature itself taken out.</summary>
    public string SignedText => WithoutSignature(_query) + WithoutSignature(_body);

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>A name that came twice in the query, or twice in the body; null when none did.</summary>
    public string? Repeated { get; private set; }

    public string Required(string name) => Present(name) ?? throw Malformed(name);

    public long? Whole(string name)
    {
        if (Present(name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Illegal(name);
    }

    public decimal? Amount(string name)
    {
        if (Present(name) is not { } text) return null;
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var value) ? value : throw Illegal(name);
    }

    public bool Flag(string name) => this[name] switch
    {
        null or "" => false,
        var text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        var text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        _ => throw Illegal(name),
    };

    /// <summary>Refuses a parameter that the request's other parameters have no use for.</summary>
    public void MustLack(string name)
    {
        if (this[name] is { Length: > 0 }) throw new RefusedException(new Rejection(-1106, $"Parameter '{name}' sent when not required."));
    }

    /// <summary>A row count between 1 and <paramref name="most"/>.</summary>
    public int Limit(int usual, int most) => (int)Math.Clamp(Whole("limit") ?? usual, 1, most);

    /// <summary>The optional <c>startTime</c> and <c>endTime</c>, ms UTC.</summary>
    public (long? From, long? To) Times()
    {
        var (from, to) = (Whole("startTime"), Whole("endTime"));
        return from > to ? throw new RefusedException(Rejection.BadTimes) : (from, to);
    }

    public static Rejection NotValid(string name) => new(-1130, $"Data sent for parameter '{name}' is not valid.");

    public static RefusedException Malformed(string name) =>
        new(new Rejection(-1102, $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed."));

    private static RefusedException Illegal(string name) =>
        new(new Rejection(-1100, $"Illegal characters found in parameter '{name}'."));

    private string? Present(string name) => this[name] is "" ? throw new RefusedException(new Rejection(-1105, $"Parameter '{name}' was empty.")) : this[name];

    private void Add(string name, string value, bool isBody)
    {
        if (_values.TryAdd(name, value)) return;
        if (!isBody || !_query.Contains(name + '=', StringComparison.Ordinal)) Repeated ??= name;
    }

    private void Add(string text, bool isBody)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf('&');
            var pair = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var at = pair.IndexOf('=');
            if (at > 0) Add(Decode(pair[..at]), Decode(pair[(at + 1)..]), isBody);
        }
    }

    private static string Decode(ReadOnlySpan<char> text) =>
        text.ContainsAny('%', '+') ? Uri.UnescapeDataString(text.ToString().Replace('+', ' ')) : text.ToString();

    private static string WithoutSignature(string text)
    {
        const string Name = "signature=";
        var at = text.StartsWith(Name, StringComparison.Ordinal) ? 0 : text.IndexOf("&" + Name, StringComparison.Ordinal);
        if (at < 0) return text;
        var end = text.IndexOf('&', at + 1);
        return end < 0 ? text[..at] : text.Remove(at, end - at);
    }
}
