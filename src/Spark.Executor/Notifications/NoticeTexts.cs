using System.Collections.Frozen;

namespace Spark.Executor.Notifications;

/// <summary>Titles of alerts in both languages; what follows them is made in <see cref="Alerts"/>.</summary>
internal static class NoticeTexts
{
    public static readonly FrozenDictionary<string, Bilingual> Titles = new Dictionary<string, Bilingual>
    {
        [AlertCodes.CircuitBreakerOpen] = new("The circuit breaker is open", "Devre kesici açıldı"),
        [AlertCodes.OrderUnknown] = new("An order's outcome is unknown", "Bir emrin sonucu bilinmiyor"),
        [AlertCodes.OrderContradicted] = new("The exchange contradicts what is known of an order", "Borsa, bir emir hakkında bilinenle çelişiyor"),
        [AlertCodes.OrderVanished] = new("The exchange no longer knows an order", "Borsa bir emri artık tanımıyor"),
        [AlertCodes.StopVanished] = new("A stop is gone", "Bir stop emri ortadan kalktı"),
        [AlertCodes.StopRefused] = new("A stop triggered and was refused", "Bir stop tetiklendi ve reddedildi"),
        [AlertCodes.ReconciliationMismatch] = new("Ledger and exchange disagree", "Defter ile borsa uyuşmuyor"),
        [AlertCodes.JournalUnavailable] = new("The journal can't be written", "Günlük yazılamıyor"),
        [AlertCodes.SettingsNotTaken] = new("Changed settings were not taken", "Değişen ayarlar alınmadı"),
        [AlertCodes.MarginCall] = new("Margin call", "Teminat çağrısı"),
        [AlertCodes.UnsupportedAccountMode] = new("The account's mode is not supported", "Hesabın modu desteklenmiyor"),
        [AlertCodes.FlattenStarted] = new("Everything is being closed", "Her şey kapatılıyor"),
        [AlertCodes.FlattenBlocked] = new("A position can't be closed now", "Bir pozisyon şu anda kapatılamıyor"),
        [AlertCodes.FlattenDone] = new("Everything is closed", "Her şey kapatıldı"),
        [AlertCodes.FlattenFailed] = new("Not everything could be closed", "Her şey kapatılamadı"),
        [AlertCodes.CanaryRollback] = new("A canary is taken back", "Bir kanarya geri alınıyor"),
        [AlertCodes.CanaryRollbackBlocked] = new("A canary can't be taken back now", "Bir kanarya şu anda geri alınamıyor"),
        [AlertCodes.GuardrailActed] = new("A guardrail acted", "Bir korkuluk devreye girdi"),
        [AlertCodes.GuardrailReleased] = new("A guardrail's action ended", "Bir korkuluğun önlemi sona erdi"),
        [AlertCodes.SignalMissing] = new("A guardrail has no data", "Bir korkuluk veri alamıyor"),
        [AlertCodes.Test] = new("Test notification: nothing happened", "Deneme bildirimi: bir şey olmadı"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Title(string code, string language) =>
        !Titles.TryGetValue(code, out var title) ? code : language == "tr" ? title.Tr : title.En;

    /// <summary>What people are told of an alert, and how many like it were held back before it.</summary>
    public static string Body(Spark.Contracts.AlertEvent alert, int held, string language)
    {
        var text = language == "tr" ? alert.MessageTr ?? alert.Message : alert.Message;
        return (held, language) switch
        {
            (0, _) => text,
            (_, "tr") => $"{text} (son on dakikada {held} kez daha)",
            _ => $"{text} ({held} more in the last ten minutes)",
        };
    }
}
