using System.Reflection;
using System.Text.RegularExpressions;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Automation;
using Spark.Executor.Notifications;
using Spark.Guardrails.Automation;
using Spark.Guardrails.Breaker;
using Spark.Guardrails.Canary;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Tests.Notifications;

/// <summary>Whoever set Turkish is told in Turkish, with the numbers of the English words.</summary>
public sealed partial class AlertTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private static readonly OrderIntent Intent = new()
    {
        ClientOrderId = ClientOrderId.Parse("spk-abc123"),
        Symbol = Btc,
        Side = Side.Buy,
        Type = OrderType.Market,
        Quantity = 0.25m,
    };

    private static readonly Order Stop = new(Intent, new OrderState.Sent(), Now);

    public static TheoryData<string> Codes => [.. typeof(AlertCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_alert_has_a_title_and_a_text_in_both_languages_with_the_same_numbers(string code)
    {
        var title = NoticeTexts.Titles[code];
        Assert.NotEqual(title.En, title.Tr);
        var samples = Samples().Where(alert => alert.Code == code).ToArray();
        Assert.NotEmpty(samples);
        foreach (var alert in samples)
        {
            Assert.False(string.IsNullOrWhiteSpace(alert.MessageTr));
            Assert.NotEqual(alert.Message, alert.MessageTr);
            Assert.Equal(NumbersIn(alert.Message), NumbersIn(alert.MessageTr!));
            Assert.Equal(alert.MessageTr, NoticeTexts.Body(alert, 0, "tr"));
            Assert.Equal(alert.Message, NoticeTexts.Body(alert, 0, "en"));
            Assert.Contains("3", NoticeTexts.Body(alert, 3, "tr"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_an_alert_is_about_is_never_longer_than_eighty_characters() =>
        Assert.Equal(80, new AlertEvent("Test", "info", "", Now) { Subject = new string('x', 500) }.Subject!.Length);

    private static string[] NumbersIn(string text) => [.. Number().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<AlertEvent> Samples()
    {
        yield return Alerts.CircuitBreakerOpen(BreakerReasonKind.DailyLoss, AlertTexts.DailyLoss, "critical", Now);
        yield return Alerts.OrderUnknown(Stop, Now);
        yield return Alerts.OrderContradicted(Stop, Now);
        yield return Alerts.OrderVanished(Stop, Now);
        foreach (var reason in Enum.GetValues<CloseReason>()) yield return Alerts.StopEnded(Stop, reason, "-2019 Margin is insufficient.", protects: true, Now);
        yield return Alerts.ReconciliationMismatch(Position.Flat(Btc), new Bilingual("it is 3, fills make 4", "3, dolumlara göre 4"), Now);
        yield return Alerts.JournalUnavailable(Now);
        yield return Alerts.LimitsNotTaken("line 7", Now);
        yield return Alerts.RulesNotTaken("rules[1].threshold", Now);
        yield return Alerts.MarginCall(Now);
        yield return Alerts.UnsupportedAccountMode(new AccountMode(HedgeMode: true, MultiAssets: true), Now);
        var refused = AlertTexts.RefusalOf(new RiskCheck("orderRate", "OrderRateExceeded", false, 10, 11, "11 orders where 10 may be."));
        yield return Alerts.FlattenStarted("fl1", AlertTexts.DailyLoss, Now);
        yield return Alerts.FlattenBlocked(Btc, refused, Now);
        yield return Alerts.FlattenDone("fl1", AlertTexts.DailyLoss, Now);
        yield return Alerts.FlattenFailed("fl1", AlertTexts.DailyLoss, Now);
        foreach (var breach in Breaches()) yield return Alerts.CanaryRollback(ACanary(), breach, Now);
        yield return Alerts.CanaryRollbackBlocked(ACanary(), refused, Now);
        yield return Alerts.CanaryRollbackBlocked(ACanary(), AlertTexts.OthersClose, Now);
        foreach (var verdict in (GuardrailVerdict[])[GuardrailVerdict.Act, GuardrailVerdict.Release, GuardrailVerdict.NoData])
        {
            foreach (var rule in GuardrailRules.BuiltIn.Rules)
            {
                var receipt = new GuardrailReceipt("g-1", Now, rule, RuleState.Quiet, new SignalReading(rule.Signal, 12.5, 40, Source: rule.Signal.IsEvent() ? "userData" : null), verdict, rule.Notification);
                yield return Alerts.Guardrail(receipt, GuardrailTexts.Cause(receipt), GuardrailTexts.Effect(receipt), "warning");
            }
        }
        yield return Alerts.Test(Now);
    }

    private static IEnumerable<CanaryBreach> Breaches() =>
    [
        new(CanaryBound.Breaker, null, null, "the circuit breaker opened: Daily loss limit reached"),
        new(CanaryBound.Errors, 2, 3, "3 calls about orders failed, at most 2 may"),
        new(CanaryBound.Loss, -1.5m, -2.25m, "it stands at -2.25 USDT, at most 1.5 may be lost"),
        new(CanaryBound.Unobserved, 60, 130, "it could not be watched to its end: 130 s have gone by, 60 s were meant"),
    ];

    private static Canary ACanary() => new()
    {
        Id = "canary-17",
        Scope = "futures",
        Draft = null!,
        Intent = Intent,
        Principal = null!,
        RunAt = Now,
        Passed = true,
    };

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
