using System.Globalization;
using Spark.Domain.Accounts;
using Spark.Guardrails.Breaker;
using Spark.Guardrails.Canary;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Notifications;

/// <summary>Parts of alerts that come from decisions, whose own words are English: said again in Turkish from their numbers.</summary>
internal static class AlertTexts
{
    /// <summary>Why everything is closed, and why the breaker opened for a loss.</summary>
    public static Bilingual DailyLoss { get; } = new(BreakerState.DailyLossText, "Günlük zarar sınırına ulaşıldı");

    public static Bilingual OthersClose { get; } = new("other orders are about to close the whole position", "başka emirler pozisyonun tamamını kapatmak üzere");

    /// <summary>A cause as the ledger keeps it, in English.</summary>
    public static Bilingual CauseOf(string kept) => kept == DailyLoss.En ? DailyLoss : new(kept, kept);

    /// <summary>Why the risk gate did not let an order of Spark's own pass.</summary>
    public static Bilingual RefusalOf(RiskCheck? failure) => failure is null
        ? new("it was not approved", "onaylanmadı")
        : new(failure.Message ?? failure.Error, $"risk kapısı geçirmedi, {failure.Error}{Numbers(failure)}");

    public static Bilingual ModeOf(AccountMode mode) => new(AccountModeText.Of(mode), string.Join(" ", TurkishOf(mode)));

    public static string TurkishOf(CanaryBreach breach) => breach.Bound switch
    {
        CanaryBound.Breaker => "devre kesici açıldı",
        CanaryBound.Errors => Text($"emirlerle ilgili {breach.Observed} çağrı başarısız oldu, en çok {breach.Limit} olabilir"),
        CanaryBound.Slippage => Text($"kanıtın beklediğinden {breach.Observed:0.##} bps kötü fiyattan doldu, en çok {breach.Limit:0.##} bps olabilir"),
        CanaryBound.Fill => Text($"kanıtın dediği gibi dolmadı: istenen {breach.Limit:0.########}, dolan {breach.Observed:0.########}"),
        CanaryBound.Loss => Text($"{breach.Observed:0.####} USDT durumunda, en çok {-breach.Limit:0.####} USDT kaybedilebilir"),
        _ => Text($"sonuna kadar izlenemedi: {breach.Observed:0} sn geçti, {breach.Limit:0} sn izlenecekti"),
    };

    private static IEnumerable<string> TurkishOf(AccountMode mode)
    {
        if (mode.HedgeMode) yield return "Borsa hesabı hedge modunda ve yalnızca okunuyor: pozisyon modunu tek yönlü yapın (Preferences, Position Mode).";
        if (mode.MultiAssets) yield return "Borsa hesabı çoklu varlık modunda ve yalnızca okunuyor: varlık modunu tek varlık yapın (Preferences, Asset Mode).";
    }

    private static string Numbers(RiskCheck failure) => (failure.Limit, failure.Observed) switch
    {
        ({ } limit, { } observed) => Text($" (sınır {limit}, görülen {observed})"),
        _ => "",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
