using System.Globalization;
using System.Text;

namespace Spark.Copilot.Language;

/// <summary>Brings what people type to one spelling: compatibility forms composed, invisible characters gone, one apostrophe, one dash.</summary>
internal static class Normalizer
{
    /// <summary>The text to read; letters keep their case and marks, since ids are shown as they were typed.</summary>
    public static string Clean(string text)
    {
        var composed = IsWellFormed(text) ? text.Normalize(NormalizationForm.FormKC) : Repaired(text).Normalize(NormalizationForm.FormKC);
        var clean = new StringBuilder(composed.Length);
        foreach (var letter in composed)
        {
            switch (letter)
            {
                case '’' or '‘' or 'ʼ' or '`' or '´' or '′': clean.Append('\''); break;
                case '“' or '”' or '„' or '«' or '»': clean.Append('"'); break;
                case '−' or '‐' or '‑': clean.Append('-'); break;
                case '–' or '—': clean.Append(" , "); break;
                default:
                    if (char.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.Control) || letter is '\n') clean.Append(letter);
                    else if (letter is '\t' or '\r') clean.Append(' ');
                    break;
            }
        }
        return clean.ToString();
    }

    /// <summary>
    /// Lower case without marks: İ, I, ı and i are one letter, ş is s. Turkish typed on any keyboard, in capitals or not, looks the same.
    /// </summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (folded, raw) =>
    {
        for (var at = 0; at < raw.Length; at++) folded[at] = Fold(raw[at]);
    });

    private static char Fold(char letter) => letter switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => letter,
        >= 'A' and <= 'Z' => (char)(letter | 0x20),
        'ı' or 'İ' or 'î' or 'Î' or 'і' or 'І' => 'i',
        'ş' or 'Ş' => 's',
        'ç' or 'Ç' => 'c',
        'ğ' or 'Ğ' => 'g',
        'ü' or 'Ü' or 'û' or 'Û' => 'u',
        'ö' or 'Ö' => 'o',
        'â' or 'Â' or 'а' or 'А' => 'a',
        'е' or 'Е' => 'e',
        'о' or 'О' => 'o',
        'с' or 'С' => 'c',
        'р' or 'Р' => 'p',
        'у' or 'У' => 'y',
        'х' or 'Х' => 'x',
        'Т' or 'т' => 't',
        'В' => 'b',
        'Н' => 'h',
        'К' or 'к' => 'k',
        'М' or 'м' => 'm',
        'ѕ' or 'Ѕ' => 's',
        'ј' or 'Ј' => 'j',
        'α' or 'Α' => 'a',
        'ε' or 'Ε' => 'e',
        'ι' or 'Ι' => 'i',
        'κ' or 'Κ' => 'k',
        'ο' or 'Ο' => 'o',
        'ρ' or 'Ρ' => 'p',
        'τ' or 'Τ' => 't',
        'υ' or 'Υ' => 'y',
        'χ' or 'Χ' => 'x',
        'Β' => 'b',
        'Η' => 'h',
        'Μ' => 'm',
        'Ν' => 'n',
        _ => char.ToLowerInvariant(letter),
    };

    private static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) return false;
            at++;
        }
        return true;
    }

    private static string Repaired(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) repaired.Append(rune.ToString());
        return repaired.ToString();
    }
}
