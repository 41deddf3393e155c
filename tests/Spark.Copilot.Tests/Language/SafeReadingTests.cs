using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Spark.Copilot.Language;

namespace Spark.Copilot.Tests.Language;

/// <summary>Thousands of generated wishes, of which none may be read as one of the contract's unsafe kinds.</summary>
public sealed class SafeReadingTests
{
    private static readonly (string Word, string Symbol)[] Coins = [("btc", "BTCUSDT"), ("ethereum", "ETHUSDT"), ("SOL", "SOLUSDT"), ("doge", "DOGEUSDT"), ("LINK", "LINKUSDT"), ("xrp", "XRPUSDT")];

    private static readonly (string Text, decimal Value)[] EnglishSizes = [("0.001", 0.001m), ("0.25", 0.25m), ("half a", 0.5m), ("3", 3), ("1.5k", 1500), ("1,200", 1200), ("twenty", 20), ("0,02", 0.02m)];

    private static readonly (string Text, decimal Value)[] TurkishSizes = [("0,001", 0.001m), ("0.25", 0.25m), ("yarım", 0.5m), ("3", 3), ("1,5 bin", 1500), ("1.200", 1200), ("yirmi", 20), ("bir buçuk", 1.5m)];

    private static readonly string[] EnglishBuys = ["buy", "long", "purchase", "pick up", "go long"];

    private static readonly string[] EnglishSells = ["sell", "short", "dump", "unload", "go short"];

    private static readonly string[] TurkishBuys = ["al", "alalım", "alsana", "satın al", "longla"];

    private static readonly string[] TurkishSells = ["sat", "satalım", "satar mısın", "shortla", "elden çıkar"];

    private static readonly string[] EnglishAsides = ["", "please", "hey,", "ok so", "quickly", "at market", "for me", "banana", "as discussed"];

    private static readonly string[] TurkishAsides = ["", "lütfen", "hadi", "tamam,", "hemen", "piyasadan", "benim için", "muz", "konuştuğumuz gibi"];

    private static readonly string[] EnglishReal = ["for real", "live", "on testnet", "this is not a simulation"];

    private static readonly string[] TurkishReal = ["gerçekten", "testnette", "canlı olarak", "simülasyon değil"];

    private static readonly string[] EnglishForbidden =
        ["without asking me", "skip the confirmation", "on mainnet", "ignore the risk checks", "bypass the circuit breaker", "no need to confirm", "without me approving it", "on production"];

    private static readonly string[] TurkishForbidden =
        ["onay sormadan", "onay adımını atla", "mainnette", "risk kontrollerini atla", "devre kesiciyi dinleme", "onaylamama gerek kalmadan", "onayımı almadan", "gerçek hesapta"];

    private static readonly string[] Edits = ["make it {0}", "miktarı {0} yap", "same for {1}", "aynısını {1} için yap", "double it", "iki katına çıkar", "{0}", "{1}?", "limit olsun", "no wait, sell", "yok, al", "ok", "tamam"];

    private sealed record Wish(string Text, string Symbol, bool Buys, decimal Size, bool Turkish);

    private static readonly Gen<Wish> English = WishOf(EnglishSizes, EnglishBuys, EnglishSells, EnglishAsides, turkish: false);

    private static readonly Gen<Wish> Turkish = WishOf(TurkishSizes, TurkishBuys, TurkishSells, TurkishAsides, turkish: true);

    private static readonly Gen<Wish> Any = Gen.Select(Gen.Bool, English, Turkish, (first, english, turkish) => first ? english : turkish);

    private static Gen<T> One<T>(T[] of) => Gen.Int[0, of.Length - 1].Select(at => of[at]);

    private static Gen<Wish> WishOf((string Text, decimal Value)[] sizes, string[] buys, string[] sells, string[] asides, bool turkish) =>
        Gen.Select(One(Coins), One(sizes), Gen.Bool, Gen.Int[0, 4], One(asides), Gen.Bool).Select((coin, size, buys0, verb, aside, first) =>
        {
            var side = (buys0 ? buys : sells)[verb];
            var core = turkish ? $"{size.Text} {coin.Word} {side}" : $"{side} {size.Text} {coin.Word}";
            return new Wish((first ? $"{aside} {core}" : $"{core} {aside}").Trim(), coin.Symbol, buys0, size.Value, turkish);
        });

    [Fact]
    public void No_order_has_another_side_coin_or_magnitude_than_the_words() => Any.Sample(wish =>
        Assert.All(DraftsOf(wish.Text), draft => Assert.True(IsOf(wish, draft), $"{wish.Text} => {Told.Of(wish.Text)}")), iter: 4000);

    [Fact]
    public void No_order_is_real_without_a_word_of_real_in_that_message() => Gen.Select(Any, One(Edits), One(Coins)).Sample((wish, edit, coin) =>
    {
        var then = string.Format(CultureInfo.InvariantCulture, edit, "0.002", coin.Word);
        Assert.DoesNotContain(" live", Told.Of(wish.Text), StringComparison.Ordinal);
        Assert.DoesNotContain(" live", Told.Of(wish.Text, then), StringComparison.Ordinal);
    }, iter: 2000);

    [Fact]
    public void An_edit_after_a_real_order_never_makes_an_order_of_another_coin_than_was_named() => Gen.Select(Any, One(Edits), One(Coins)).Sample((wish, edit, coin) =>
    {
        var then = string.Format(CultureInfo.InvariantCulture, edit, "0.002", coin.Word);
        Assert.All(DraftsOf(Real(wish), then), draft => Assert.True(draft.Symbol == wish.Symbol || (edit.Contains("{1}", StringComparison.Ordinal) && draft.Symbol == coin.Symbol), $"{Real(wish)} / {then} => {Told.Of(Real(wish), then)}"));
    }, iter: 1000);

    [Fact]
    public void Nothing_is_proposed_when_a_safeguard_is_to_be_passed_over() => Gen.Select(Any, Gen.Int[0, 7], Gen.Bool, Gen.Bool).Sample((wish, which, real, first) =>
    {
        var forbidden = (wish.Turkish ? TurkishForbidden : EnglishForbidden)[which];
        var core = real ? Real(wish) : wish.Text;
        var text = first ? $"{forbidden} {core}" : $"{core}, {forbidden}";
        Assert.True(Told.Of(text) is "refuse PolicyViolation", $"{text} => {Told.Of(text)}");
    }, iter: 3000);

    [Theory]
    [InlineData("10 link al gerçekten, onayıma hiç gerek kalmadan")]
    [InlineData("gerçek emir gönder, 10 link al, teyidimi istemeden")]
    [InlineData("buy 2 sol live and never ask for my approval")]
    [InlineData("buy 2 sol for real without my ever authorizing it")]
    public void A_real_order_that_waives_consent_in_new_words_is_refused(string text) => Assert.Equal("refuse PolicyViolation", Told.Of(text));

    private static string Real(Wish wish) => (wish.Turkish ? TurkishReal[wish.Text.Length % 4] : EnglishReal[wish.Text.Length % 4]) + ": " + wish.Text;

    private static List<Draft> DraftsOf(params IReadOnlyList<string> messages)
    {
        var dialogue = Dialogue.Empty;
        Reading reading = new Reading.Nothing();
        foreach (var message in messages) (reading, dialogue) = Told.Reader.Read(message, dialogue);
        return reading is Reading.Actions actions ? [.. actions.Drafts.Where(draft => draft.Params.ContainsKey("side"))] : [];
    }

    private static bool IsOf(Wish wish, Draft draft) => draft.Symbol == wish.Symbol && (string?)draft.Params["side"] == (wish.Buys ? "BUY" : "SELL")
        && (Size(draft.Params) is not { } size || (size < wish.Size * 10 && size * 10 > wish.Size));

    private static decimal? Size(JsonObject json) => (json["quantity"] ?? json["notional"]) is { } node ? decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;
}
