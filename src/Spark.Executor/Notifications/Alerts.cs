using System.Globalization;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Guardrails.Automation;
using Spark.Guardrails.Breaker;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Notifications;

/// <summary>Every alert of the executor: its code, how bad it is, what it is about, and what it says in both languages.</summary>
internal static class Alerts
{
    public static AlertEvent CircuitBreakerOpen(BreakerReasonKind kind, Bilingual why, string severity, DateTimeOffset at) =>
        Make(AlertCodes.CircuitBreakerOpen, severity, new BreakerReason(kind, why.En, at).Word, why, at);

    public static AlertEvent OrderUnknown(Order order, DateTimeOffset at) => OfOrder(AlertCodes.OrderUnknown, order, at, new(
        $"The outcome of order {IdOf(order)} of {SymbolOf(order)} has been unknown for 60 s.",
        $"{SymbolOf(order)} için {IdOf(order)} emrinin sonucu 60 sn'dir bilinmiyor."));

    public static AlertEvent OrderContradicted(Order order, DateTimeOffset at) => OfOrder(AlertCodes.OrderContradicted, order, at, new(
        $"Order {IdOf(order)} of {SymbolOf(order)}: the exchange contradicts itself; look at it there.",
        $"{SymbolOf(order)} için {IdOf(order)} emri: borsa kendisiyle çelişiyor; emre orada bakın."));

    public static AlertEvent OrderVanished(Order order, DateTimeOffset at) => OfOrder(AlertCodes.OrderVanished, order, at, new(
        $"Order {IdOf(order)} of {SymbolOf(order)} was working and the exchange no longer knows it: it counts no more.",
        $"{SymbolOf(order)} için {IdOf(order)} emri bekliyordu ve borsa onu artık tanımıyor: artık sayılmıyor."));

    /// <param name="order">The stop.</param>
    /// <param name="reason">How it ended.</param>
    /// <param name="why">In the exchange's words, as far as it gave any.</param>
    /// <param name="protects">Whether the position that it protected is open.</param>
    /// <param name="at">Now.</param>
    public static AlertEvent StopEnded(Order order, CloseReason reason, string? why, bool protects, DateTimeOffset at)
    {
        var what = $"{OrderViews.Summary(order.Intent)} ({IdOf(order)})";
        var told = string.IsNullOrEmpty(why) ? "" : $" ({why})";
        var code = reason == CloseReason.Rejected ? AlertCodes.StopRefused : AlertCodes.StopVanished;
        return Make(code, protects ? Severities.Critical : Severities.Warning, IdOf(order), reason switch
        {
            CloseReason.Rejected => new(
                $"{what} triggered and the exchange refused its order{told}: it protects nothing and is not placed again.",
                $"{what} tetiklendi ve borsa emrini reddetti{told}: hiçbir şeyi korumuyor ve yeniden verilmeyecek."),
            CloseReason.Canceled => new(
                $"{what} was cancelled, and not by Spark{told}: it is not placed again.",
                $"{what} iptal edildi, ama Spark tarafından değil{told}: yeniden verilmeyecek."),
            _ => new(
                $"{what} was removed by the exchange before it triggered{told}: it is not placed again.",
                $"{what} tetiklenmeden önce borsa tarafından kaldırıldı{told}: yeniden verilmeyecek."),
        }, at);
    }

    public static AlertEvent ReconciliationMismatch(Position observed, Bilingual what, DateTimeOffset at) =>
        Make(AlertCodes.ReconciliationMismatch, Severities.Critical, observed.Symbol.Value, new(what.En + ".", what.Tr + "."), at);

    public static AlertEvent JournalUnavailable(DateTimeOffset at) => Make(AlertCodes.JournalUnavailable, Severities.Critical, null, new(
        "The journal can't be written: no order is sent, cancels are.",
        "Günlük yazılamıyor: emir gönderilmiyor, iptaller gönderiliyor."), at);

    public static AlertEvent LimitsNotTaken(string fault, DateTimeOffset at) => Make(AlertCodes.SettingsNotTaken, Severities.Warning, "limits", new(
        $"The changed settings can't be used, so the last good limits stay in force: {fault}",
        $"Değişen ayarlar kullanılamıyor, son geçerli sınırlar yürürlükte kalıyor: {fault}"), at);

    public static AlertEvent RulesNotTaken(string fault, DateTimeOffset at) => Make(AlertCodes.SettingsNotTaken, Severities.Warning, "SPARK_GUARDRAILS", new(
        $"The changed rules of SPARK_GUARDRAILS can't be used, so the last good ones stay in force: {fault}",
        $"SPARK_GUARDRAILS dosyasındaki değişen kurallar kullanılamıyor, son geçerli kurallar yürürlükte kalıyor: {fault}"), at);

    public static AlertEvent MarginCall(DateTimeOffset at) => Make(AlertCodes.MarginCall, Severities.Critical, null, new(
        "The exchange sent a margin call.", "Borsa teminat çağrısı gönderdi."), at);

    public static AlertEvent UnsupportedAccountMode(AccountMode mode, DateTimeOffset at) => Make(AlertCodes.UnsupportedAccountMode, Severities.Critical, null, AlertTexts.ModeOf(mode), at);

    public static AlertEvent FlattenStarted(string id, Bilingual cause, DateTimeOffset at) => Make(AlertCodes.FlattenStarted, Severities.Critical, id, new(
        $"Closing everything: {cause.En}", $"Her şey kapatılıyor: {cause.Tr}"), at);

    public static AlertEvent FlattenBlocked(Symbol symbol, Bilingual why, DateTimeOffset at) => Make(AlertCodes.FlattenBlocked, Severities.Critical, symbol.Value, new(
        $"{symbol}: {why.En}", $"{symbol}: {why.Tr}"), at);

    public static AlertEvent FlattenImpossible(AccountMode mode, Bilingual cause, DateTimeOffset at) => Make(AlertCodes.FlattenBlocked, Severities.Critical, null, new(
        $"Nothing more is cancelled or closed ({cause.En}): {AlertTexts.ModeOf(mode).En}", $"Hiçbir şey artık iptal edilmiyor ve kapatılmıyor ({cause.Tr}): {AlertTexts.ModeOf(mode).Tr}"), at);

    public static AlertEvent FlattenDone(string id, Bilingual cause, DateTimeOffset at) => Make(AlertCodes.FlattenDone, Severities.Critical, id, new(
        $"Everything is closed ({cause.En}).", $"Her şey kapatıldı ({cause.Tr})."), at);

    public static AlertEvent FlattenFailed(string id, Bilingual cause, DateTimeOffset at) => Make(AlertCodes.FlattenFailed, Severities.Critical, id, new(
        $"Not everything could be closed: look at the exchange ({cause.En}).", $"Her şey kapatılamadı: borsaya bakın ({cause.Tr})."), at);

    public static AlertEvent CanaryRollback(Canary canary, CanaryBreach breach, DateTimeOffset at) => Make(AlertCodes.CanaryRollback, Severities.Warning, canary.Id, new(
        $"Canary {canary.Id} ({OrderViews.Summary(canary.Intent!)}) is taken back: {breach.Message}.",
        $"{canary.Id} kanaryası ({OrderViews.Summary(canary.Intent!)}) geri alınıyor: {AlertTexts.TurkishOf(breach)}."), at);

    public static AlertEvent CanaryRollbackBlocked(Canary canary, Bilingual why, DateTimeOffset at) => Make(AlertCodes.CanaryRollbackBlocked, Severities.Critical, canary.Id, new(
        $"Canary {canary.Id} can't be taken back now, and it is tried again: {why.En}.",
        $"{canary.Id} kanaryası şu anda geri alınamıyor ve yeniden deneniyor: {why.Tr}."), at);

    /// <summary>An automatic action, or a signal that has no data: as bad as its rule says.</summary>
    public static AlertEvent Guardrail(GuardrailReceipt receipt, Bilingual cause, Bilingual effect, string severity) => Make(
        receipt.Verdict switch { GuardrailVerdict.NoData => AlertCodes.SignalMissing, GuardrailVerdict.Release => AlertCodes.GuardrailReleased, _ => AlertCodes.GuardrailActed },
        severity, receipt.Reading.Source is { } source ? $"{receipt.Rule.Name}/{source}" : receipt.Rule.Name,
        new($"{cause.En}: {effect.En}.", $"{cause.Tr}: {effect.Tr}."), receipt.At);

    public static AlertEvent Test(DateTimeOffset at) => Make(AlertCodes.Test, Severities.Critical, at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), new(
        "Somebody asked for a test notification.", "Birisi bir deneme bildirimi istedi."), at);

    private static AlertEvent OfOrder(string code, Order order, DateTimeOffset at, Bilingual text) => Make(code, Severities.Critical, IdOf(order), text, at);

    private static AlertEvent Make(string code, string severity, string? subject, Bilingual text, DateTimeOffset at) =>
        new(code, severity, text.En, at) { Subject = subject, MessageTr = text.Tr };

    private static string IdOf(Order order) => order.Intent.ClientOrderId.Value;

    private static string SymbolOf(Order order) => order.Intent.Symbol.Value;
}
