using System.Globalization;
using Spark.Executor.Notifications;
using Spark.Guardrails.Automation;

namespace Spark.Executor.Automation;

/// <summary>What an automatic action says of itself.</summary>
internal static class GuardrailTexts
{
    /// <summary>The cause: signal, value, threshold, samples.</summary>
    public static Bilingual Cause(GuardrailReceipt receipt)
    {
        var (rule, reading) = (receipt.Rule, receipt.Reading);
        var signal = rule.Signal.ToWord();
        if (receipt.Verdict == GuardrailVerdict.NoData) return new($"{signal} should have data and has none", $"{signal} için veri olmalıydı ve yok");
        var (of, ofTr) = reading.Source is { } source ? ($" of {source}", $" ({source})") : ("", "");
        return new(
            Text($"{signal}{of} is {reading.Value}, threshold {rule.Threshold}, {reading.Samples} samples in {rule.Window.TotalSeconds} s"),
            Text($"{signal}{ofTr} {reading.Value}, eşik {rule.Threshold}, {rule.Window.TotalSeconds} sn içinde {reading.Samples} örnek"));
    }

    /// <summary>What is different from now on.</summary>
    public static Bilingual Effect(GuardrailReceipt receipt) => (receipt.Verdict, receipt.Rule.Action) switch
    {
        (GuardrailVerdict.NoData, _) => new("nothing was changed", "hiçbir şey değiştirilmedi"),
        (GuardrailVerdict.Release, _) => new("reads and cancels are retried at the usual pace again", "okuma ve iptaller yine olağan sıklıkta yeniden deneniyor"),
        (_, GuardrailAction.RetryWithBackoff) => new(
            "reads and cancels are retried with longer backoff, orders carry slowExchange", "okuma ve iptaller daha uzun aralarla yeniden deneniyor, emirler slowExchange taşıyor"),
        (_, GuardrailAction.OpenCircuitBreaker) => new("the circuit breaker is open until a person closes it", "devre kesici bir kişi kapatana dek açık"),
        _ => new("the next attempts to connect back off", "sonraki bağlanma denemeleri seyrekleşiyor"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
