using System.Globalization;
using System.Text;
using Spark.Copilot.Language;
using Spark.Copilot.Tests.Agent;

namespace Spark.Copilot.Tests.Evaluation;

/// <summary>Sentences put together from the grammar, and the ways in which people type the same one differently.</summary>
internal static class Variants
{
    private const int ShortestWithSlip = 5;

    private static readonly CultureInfo Turkish = CultureInfo.GetCultureInfo("tr-TR");

    private static readonly string[] Coins = ["btc", "ethereum", "SOL", "ripple", "avalanche", "LTCUSDT"];

    private static readonly string[] English =
    [
        "buy 0.002 {coin} at market", "sell 0.5 {coin}", "limit sell 0.25 {coin} at 65000", "simulate buying 50 dollars of {coin}", "stop market sell 0.1 {coin} if it drops to 62000",
        "canary: buy 0.001 {coin}", "close half of my {coin} position", "set {coin} leverage to 3x", "cancel all {coin} orders", "price of {coin} please",
        "start streaming {coin}", "show my open orders on {coin}", "please sell 0.02 {coin} for real on testnet", "cancel order 81234567 on {coin}",
    ];

    private static readonly string[] Turkce =
    [
        "piyasadan 0,002 {coin} al", "0,5 {coin} sat lütfen", "65000'den 0,25 {coin} limit satış gir", "50 dolarlık {coin} alımı simüle et", "{coin} 62000'e düşerse 0,1 adet stop market satış yap",
        "kanarya çalıştır: 0,001 {coin} alış", "{coin} pozisyonumun yarısını kapat", "{coin} kaldıracını 3 yap", "bütün {coin} emirlerini iptal et", "{coin} fiyatını göster",
        "{coin} akışını başlat", "{coin} için açık emirlerimi listele", "testnette gerçekten 0,02 {coin} sat", "{coin} için 81234567 numaralı emri iptal et",
    ];

    public static IEnumerable<(string Text, string Language)> Bases() =>
        English.SelectMany(sentence => Coins.Select(coin => (sentence.Replace("{coin}", coin, StringComparison.Ordinal), "en")))
            .Concat(Turkce.SelectMany(sentence => Coins.Select(coin => (sentence.Replace("{coin}", coin, StringComparison.Ordinal), "tr"))));

    public static IEnumerable<(string Kind, string Text)> Of(string text, string language)
    {
        yield return ("case", text.ToUpperInvariant());
        yield return ("case", text.ToUpper(language == "tr" ? Turkish : CultureInfo.InvariantCulture));
        yield return ("case", char.ToUpper(text[0], language == "tr" ? Turkish : CultureInfo.InvariantCulture) + text[1..]);
        if (Plain(text) is var plain && plain != text) yield return ("marks", plain);
        if (text.Contains('\'', StringComparison.Ordinal))
        {
            yield return ("endings", text.Replace("'", "", StringComparison.Ordinal));
            yield return ("endings", text.Replace('\'', '’'));
        }
        if (language == "tr" && text.StartsWith("ethereum ", StringComparison.Ordinal)) yield return ("endings", text.Replace("ethereum pozisyonumun", "ethereum'daki pozisyonumun", StringComparison.Ordinal));
        foreach (var slip in Slips(text)) yield return ("slips", slip);
        foreach (var numbers in Numbers(text, language)) yield return ("numbers", numbers);
        yield return ("blanks", "  " + text.Replace(" ", "  ", StringComparison.Ordinal) + " ");
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text) plain.Append(letter switch { 'ı' => 'i', 'ş' => 's', 'ç' => 'c', 'ğ' => 'g', 'ü' => 'u', 'ö' => 'o', _ => letter });
        return plain.ToString();
    }

    // A letter left out, doubled, or two swapped, inside every longer word that the lexicon has. A slip that makes another word is no slip.
    private static IEnumerable<string> Slips(string text)
    {
        var words = text.Split(' ');
        for (var at = 0; at < words.Length; at++)
        {
            var word = words[at];
            if (word.Length < ShortestWithSlip || !word.All(char.IsLetter)) continue;
            var middle = word.Length / 2;
            foreach (var slipped in new[] { word.Remove(middle, 1), word.Insert(middle, word[middle].ToString()), word[..middle] + word[middle + 1 == word.Length ? middle : middle + 1] + word[middle] + word[Math.Min(word.Length, middle + 2)..] })
            {
                if (slipped == word || Loaded.Prompts.Lexicon.Words.ContainsKey(Normalizer.Fold(slipped))) continue;
                yield return string.Join(' ', words.Select((other, place) => place == at ? slipped : other));
            }
        }
    }

    private static IEnumerable<string> Numbers(string text, string language)
    {
        if (text.Contains("81234567", StringComparison.Ordinal)) yield break;
        if (text.Contains("65000", StringComparison.Ordinal))
        {
            yield return text.Replace("65000", language == "tr" ? "65.000" : "65,000", StringComparison.Ordinal);
            yield return text.Replace("65000", language == "tr" ? "65 bin" : "65k", StringComparison.Ordinal).Replace("bin'den", "binden", StringComparison.Ordinal);
        }
        if (text.Contains("62000", StringComparison.Ordinal))
        {
            yield return text.Replace("62000", language == "tr" ? "62.000" : "62,000", StringComparison.Ordinal);
            yield return text.Replace("62000", language == "tr" ? "62 bin" : "62k", StringComparison.Ordinal).Replace("bin'e", "bine", StringComparison.Ordinal);
        }
        var (mark, other) = language == "tr" ? ("0,", "0.") : ("0.", "0,");
        if (text.Contains(mark, StringComparison.Ordinal)) yield return text.Replace(mark, other, StringComparison.Ordinal);
        if (language == "en" && text.Contains(" 0.", StringComparison.Ordinal)) yield return text.Replace(" 0.", " .", StringComparison.Ordinal);
        if (text.Contains("0.002", StringComparison.Ordinal)) yield return text.Replace("0.002", "2e-3", StringComparison.Ordinal);
        if (text.Contains("0,002", StringComparison.Ordinal)) yield return text.Replace("0,002", "binde iki", StringComparison.Ordinal);
        if (text.Contains("50 dol", StringComparison.Ordinal)) yield return text.Replace("50 dol", language == "tr" ? "elli dol" : "fifty dol", StringComparison.Ordinal);
    }
}
