namespace Spark.Copilot.Language;

/// <summary>Tells Turkish from English by letters, endings and words.</summary>
internal static class LanguageDetector
{
    private static readonly System.Buffers.SearchValues<char> TurkishLetters = System.Buffers.SearchValues.Create("şŞğĞıİçÇöÖüÜ");

    private static readonly string[] EnglishEndings = ["s", "re", "ve", "ll", "d"];

    /// <summary>The language of the tokens; <paramref name="otherwise"/> when nothing tells.</summary>
    public static SpokenLanguage Detect(IReadOnlyList<Token> tokens, Lexicon lexicon, SpokenLanguage otherwise)
    {
        var turkish = 0;
        var english = 0;
        foreach (var token in tokens)
        {
            if (token.Kind is TokenKind.Sign or TokenKind.Id) continue;
            if (token.Suffix.Length > 0)
            {
                if (EnglishEndings.Contains(token.Suffix)) english++;
                else if (Suffixes.CanFollow(token.Suffix)) turkish += 2;
            }
            if (token.Kind == TokenKind.Word && !Weigh(token.Text, lexicon, ref english, ref turkish) && token.Raw.AsSpan().IndexOfAny(TurkishLetters) >= 0) turkish += 2;
        }
        if (turkish == english) return otherwise == SpokenLanguage.None ? SpokenLanguage.English : otherwise;
        return turkish > english ? SpokenLanguage.Turkish : SpokenLanguage.English;
    }

    /// <summary>Whether only what looks like an ending told the language: then a separator can mean either thing.</summary>
    public static bool IsGuess(IReadOnlyList<Token> tokens, Lexicon lexicon)
    {
        var guessed = false;
        foreach (var token in tokens)
        {
            if (token.Kind is TokenKind.Sign or TokenKind.Id) continue;
            if (token.Suffix.Length > 0) return false;
            if (token.Kind != TokenKind.Word || lexicon.Coins.ContainsKey(token.Text)) continue;
            if (lexicon.Words.TryGetValue(token.Text, out var languages) && languages is SpokenLanguage.Turkish or SpokenLanguage.English) return false;
            if (lexicon.TurkishNumbers.ContainsKey(token.Text) || lexicon.EnglishNumbers.ContainsKey(token.Text) || token.Raw.AsSpan().IndexOfAny(TurkishLetters) >= 0) return false;
            guessed |= languages == 0;
        }
        return guessed;
    }

    // The letters of a known word say nothing more: in capitals, or on another keyboard, it hasn't got them.
    private static bool Weigh(string word, Lexicon lexicon, ref int english, ref int turkish)
    {
        if (!lexicon.Words.TryGetValue(word, out var languages) && !lexicon.Coins.ContainsKey(word)) languages = OfRoots(word, lexicon);
        if (lexicon.TurkishNumbers.ContainsKey(word)) languages |= word == "on" ? 0 : SpokenLanguage.Turkish;
        if (lexicon.EnglishNumbers.ContainsKey(word)) languages |= SpokenLanguage.English;
        if (languages == SpokenLanguage.Turkish) turkish++;
        else if (languages == SpokenLanguage.English) english++;
        return languages != 0;
    }

    private static SpokenLanguage OfRoots(string word, Lexicon lexicon)
    {
        var roots = new List<string>();
        WordForms.AddTurkishRoots(word, lexicon, roots);
        var languages = roots.Exists(root => lexicon.Words[root].HasFlag(SpokenLanguage.Turkish)) ? SpokenLanguage.Turkish : 0;
        roots.Clear();
        WordForms.AddEnglishRoots(word, lexicon, roots);
        if (roots.Exists(root => lexicon.Words[root].HasFlag(SpokenLanguage.English))) languages |= SpokenLanguage.English;
        return languages;
    }
}
