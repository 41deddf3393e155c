using CsCheck;
using Spark.Copilot.Language;

namespace Spark.Copilot.Tests.Language;

public sealed class AnyTextTests
{
    private static readonly string[] Harmless =
    [
        "buy", "sell", "al", "sat", "btc", "ETH'yi", "0,001", "65.000'den", "at", "limit", "piyasadan", "50", "dolarlık", "usdt", "then", "sonra", "ve", "and", ",",
        "kapat", "close", "position", "cancel", "all", "emirleri", "canary", "kanarya", "stop", "half", "yarım", "please", "the", "bir", "fiyat", "price", "x",
    ];

    private static readonly Gen<string> Sentences = Gen.Int[0, Harmless.Length - 1].Select(at => Harmless[at]).List[1, 14].Select(words => string.Join(' ', words));

    [Fact]
    public void Any_text_is_read_without_an_exception() => Gen.String[0, 300].Sample(text => Told.Of(text).Length > 0, iter: 2000);

    [Fact]
    public void Any_mix_of_words_is_read_without_an_exception() => Gen.Select(Sentences, Sentences).Sample(pair => Told.Of(pair.Item1, pair.Item2).Length > 0, iter: 2000);

    [Fact]
    public void No_order_is_real_unless_words_say_so() => Gen.Select(Sentences, Sentences).Sample(
        pair => !Told.Of(pair.Item1, pair.Item2).Contains(" live", StringComparison.Ordinal), iter: 2000);

    [Fact]
    public void Reading_is_deterministic() => Sentences.Sample(text => Told.Of(text) == Told.Of(text), iter: 500);

    // A few words all in capitals may be tickers: there capitals tell something.
    [Fact]
    public void Case_and_dropped_marks_change_nothing() => Sentences.Sample(text =>
        text.Count(char.IsLetter) < 16 || Told.Of(text) == Told.Of(text.ToUpperInvariant().Replace("USDT", "usdt", StringComparison.Ordinal)), iter: 500);

    [Fact]
    public void Capitals_of_a_word_with_a_dotless_i_change_nothing() => Assert.Equal(Told.Of("dolarlık fiyat half half"), Told.Of("DOLARLIK FIYAT HALF HALF"));

    [Theory]
    [InlineData("65.000", SpokenLanguage.Turkish, 65000)]
    [InlineData("65,000", SpokenLanguage.English, 65000)]
    [InlineData("0.001", SpokenLanguage.Turkish, 0.001)]
    [InlineData("0,001", SpokenLanguage.English, 0.001)]
    [InlineData("3.850,50", SpokenLanguage.Turkish, 3850.5)]
    [InlineData("3,850.50", SpokenLanguage.English, 3850.5)]
    [InlineData("1,234,567", SpokenLanguage.English, 1234567)]
    [InlineData("1e-3", SpokenLanguage.English, 0.001)]
    [InlineData(".003", SpokenLanguage.English, 0.003)]
    internal void Numbers_follow_the_language(string text, SpokenLanguage language, double value)
    {
        Assert.True(NumeralReader.TryRead(text, language, out var read, out _));
        Assert.Equal((decimal)value, read);
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1,23.4,5")]
    public void What_is_no_number_in_either_convention_is_none(string text) => Assert.False(NumeralReader.TryRead(text, SpokenLanguage.English, out _, out _));
}
