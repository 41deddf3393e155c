using System.Globalization;
using Spark.Guardrails.Automation;

namespace Spark.Executor.Automation;

/// <summary>What an automatic action says of itself.</summary>
internal static class GuardrailTexts
{
    /// <summary>The cause: signal, value, threshold, samples.</summary>
    public static string Cause(GuardrailReceipt receipt)
    {
        var (rule, reading) = (receipt.Rule, receipt.Reading);
        var of = reading.Source is { } source ? $" of {source}" : "";
        return receipt.Verdict == GuardrailVerdict.NoData
            ? $"{rule.Signal.ToWord()} should have data and has none"
            : string.Create(CultureInfo.InvariantCulture, $"{rule.Signal.ToWord()}{of} is {reading.Value}, threshold {rule.Threshold}, {reading.Samples} samples in {rule.Window.TotalSeconds} s");
    }

    /// <summary>What is different from now on.</summary>
    public static string Effect(GuardrailReceipt receipt) => (receipt.Verdict, receipt.Rule.Action) switch
    {
        (GuardrailVerdict.NoData, _) => "nothing was changed",
        (GuardrailVerdict.Release, _) => "reads and cancels are retried at the usual pace again",
        (_, GuardrailAction.RetryWithBackoff) => "reads and cancels are retried with longer backoff, orders carry slowExchange",
        (_, GuardrailAction.OpenCircuitBreaker) => "the circuit breaker is open until a person closes it",
        _ => "the next attempts to connect back off",
    };
}
