namespace Spark.Browser.Tests;

/// <summary>What a visitor of one language types and reads.</summary>
internal sealed record Words(
    string Locale, string FirstSentence, string RealSentence, string ConfirmInWords, string Run, string Confirm, string SendOrder, string Simulated, string Filled, string FillsTab, string Notional)
{
    public static Words Of(string language) => language == "tr" ? Turkish : English;

    private static Words English { get; } = new("en-US", "start BTC and ETH streams, then simulate buying 0.001 BTC", "buy 0.001 BTC for real", "confirm it", "Run", "Confirm…", "Send the order",
        "Simulated: every check passes, nothing was sent.", "Filled", "Fills", "Notional");

    private static Words Turkish { get; } = new("tr-TR", "BTC ve ETH akışlarını başlat, sonra 0,001 BTC al, önce simüle et", "0,001 BTC al, gerçekten", "onayla", "Çalıştır", "Onayla…", "Emri gönder",
        "Simüle edildi: tüm kontroller geçti, hiçbir şey gönderilmedi.", "Gerçekleşti", "Gerçekleşmeler", "Tutar");
}
