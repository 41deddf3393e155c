using System.Globalization;

namespace Spark.Contracts.Configuration;

/// <summary>Reads typed settings and collects every fault, so that one start reports them all.</summary>
public sealed class SettingsReader(SettingsSource source)
{
    private readonly List<SettingsFault> _faults = [];

    public IReadOnlyList<SettingsFault> Faults => _faults;

    /// <summary>The raw text, or null.</summary>
    public string? Text(string name) => source[name];

    /// <summary>Records that <paramref name="name"/> can't be used as it is.</summary>
    public void Fault(string name, string? value, string allowed) => _faults.Add(new SettingsFault(name, value, allowed));

    /// <summary>A number within the bounds (both included).</summary>
    public decimal Number(string name, decimal otherwise, decimal minimum, decimal maximum)
    {
        if (Text(name) is not { } text) return otherwise;
        if (TryDecimal(text, out var value) && value >= minimum && value <= maximum) return value;
        Fault(name, text, string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"));
        return otherwise;
    }

    /// <summary><c>1</c> or <c>0</c>.</summary>
    public bool Switch(string name, bool otherwise)
    {
        switch (Text(name))
        {
            case null: return otherwise;
            case "1": return true;
            case "0": return false;
            case var text:
                Fault(name, text, "1 or 0");
                return otherwise;
        }
    }

    /// <summary>One of fixed words.</summary>
    public T Choice<T>(string name, T otherwise, IReadOnlyDictionary<string, T> words)
    {
        if (Text(name) is not { } text) return otherwise;
        if (words.TryGetValue(text, out var value)) return value;
        Fault(name, text, string.Join(" or ", words.Keys));
        return otherwise;
    }

    /// <summary>Addresses to listen on, separated by <c>;</c> or <c>,</c>.</summary>
    public IReadOnlyList<Uri> Urls(string name, string otherwise)
    {
        var text = Text(name) ?? otherwise;
        var urls = new List<Uri>();
        foreach (var part in text.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Uri.TryCreate(part, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.AbsolutePath == "/") urls.Add(url);
            else Fault(name, part, "http or https addresses without a path, such as http://localhost:4001");
        }
        if (urls.Count == 0 && !_faults.Any(f => f.Name == name)) Fault(name, text, "at least one address such as http://localhost:4001");
        return urls;
    }

    /// <summary>One absolute address with one of <paramref name="schemes"/>.</summary>
    public Uri? Address(string name, params ReadOnlySpan<string> schemes)
    {
        if (Text(name) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme) && url.Query == "" && url.UserInfo == "") return url;
        Fault(name, text, $"an address beginning with {string.Join(":// or ", schemes.ToArray())}://");
        return null;
    }

    /// <summary>Ends the start if anything was wrong.</summary>
    /// <exception cref="SettingsException">At least one fault was recorded.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0) throw new SettingsException(_faults);
    }

    /// <summary>A plain number, with a point as the decimal mark.</summary>
    public static bool TryDecimal(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
