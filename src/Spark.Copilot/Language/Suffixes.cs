using System.Collections.Frozen;

namespace Spark.Copilot.Language;

/// <summary>Turkish endings, folded. A word is a known root when what follows it is a chain of these.</summary>
internal static class Suffixes
{
    private const int Longest = 8;

    private static readonly FrozenSet<string> Cases = Set(
        "i u yi yu e a ye ya de da te ta den dan ten tan deki daki teki taki in nin un nun le la yle yla lik luk lisi");

    private static readonly FrozenSet<string> Any = Set(
        "i u yi yu e a ye ya de da te ta den dan ten tan deki daki teki taki ki in nin un nun le la yle yla ile lik luk li lu " +
        "ler lar im um m imiz umuz miz muz n iniz unuz si su leri lari ni nu na ne nda nde ndan nden ndaki ndeki sini sunu sina sine " +
        "alim elim ayim eyim sana sene sin sun sinlar sam sem arsam ersem irsam irsem ursam ursem mak mek mayi meyi masi mesi mani meni ip up ir ar er ur " +
        "ilmasini ilmesini ulmasini ulmesini ilmasi ilmesi ulmasi ulmesi lmasini lmesini lmasi lmesi nmasini nmesini nmasi nmesi masini mesini yiniz yunuz yin yun " +
        "iyor uyor ecegi ecegini acagi acagini abil ebil yabil yebil iyorum uyorum irsin ursun dir tir dur ki yor acak ecek di du ti tu mis mus");

    private static readonly FrozenSet<string> Prices = Set("den dan ten tan nden ndan");

    private static readonly FrozenSet<string> Alone = Set("lik luk den dan ten tan");

    private static readonly FrozenSet<string> Told = Set("di du ti tu dim dum tim tum dik duk tik tuk din dun tin tun diniz dunuz tiniz tunuz diler dilar tiler tilar mis mus misler muslar");

    private static readonly FrozenSet<string> Places = Set("de da te ta nde nda");

    private static readonly FrozenSet<string> Shares = Set("ser sar er ar");

    private static readonly FrozenSet<string> Directions = Set("e a ye ya ne na");

    /// <summary>Whether <paramref name="rest"/> can end a noun or verb.</summary>
    public static bool CanFollow(ReadOnlySpan<char> rest) => IsChain(rest, Any, 4);

    /// <summary>Whether <paramref name="rest"/> can end a coin's name: cases only, so that few other words look like a coin.</summary>
    public static bool CanFollowCoin(ReadOnlySpan<char> rest) => IsChain(rest, Cases, 2);

    /// <summary>'from': with a number, a price.</summary>
    public static bool IsFrom(string suffix) => Prices.Contains(suffix);

    /// <summary>'each': with a number, so much for every one.</summary>
    public static bool IsEach(string suffix) => Shares.Contains(suffix);

    /// <summary>'-dı': a verb tells what was.</summary>
    public static bool IsPast(string suffix) => Told.Contains(suffix);

    /// <summary>An ending that people also type with a blank before it: '0,001 lik'.</summary>
    public static bool StandsAlone(string word) => Alone.Contains(word);

    /// <summary>'at': with a number, a level.</summary>
    public static bool IsAt(string suffix) => Places.Contains(suffix);

    /// <summary>'to': with a number, a level to be reached.</summary>
    public static bool IsTo(string suffix) => Directions.Contains(suffix);

    private static bool IsChain(ReadOnlySpan<char> rest, FrozenSet<string> known, int most)
    {
        if (rest.IsEmpty) return true;
        if (most == 0) return false;
        var look = known.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(Longest, rest.Length); length > 0; length--)
        {
            if (look.Contains(rest[..length]) && IsChain(rest[length..], known, most - 1)) return true;
        }
        return false;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
