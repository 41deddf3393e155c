using System.Collections.Frozen;

namespace Spark.Executor.Notifications;

/// <summary>Titles of alerts in both languages; details follow as the alert has them.</summary>
internal static class NoticeTexts
{
    public static readonly FrozenDictionary<string, (string En, string Tr)> Titles = new Dictionary<string, (string, string)>
    {
        ["CircuitBreakerOpen"] = ("The circuit breaker is open", "Devre kesici açıldı"),
        ["OrderUnknown"] = ("An order's outcome is unknown", "Bir emrin sonucu bilinmiyor"),
        ["OrderContradicted"] = ("The exchange contradicts what is known of an order", "Borsa, bir emir hakkında bilinenle çelişiyor"),
        ["OrderVanished"] = ("The exchange no longer knows an order", "Borsa bir emri artık tanımıyor"),
        ["ReconciliationMismatch"] = ("Ledger and exchange disagree", "Defter ile borsa uyuşmuyor"),
        ["JournalUnavailable"] = ("The journal can't be written", "Günlük yazılamıyor"),
        ["SettingsNotTaken"] = ("Changed settings were not taken", "Değişen ayarlar alınmadı"),
        ["MarginCall"] = ("Margin call", "Teminat çağrısı"),
        ["FlattenStarted"] = ("Everything is being closed", "Her şey kapatılıyor"),
        ["FlattenDone"] = ("Everything is closed", "Her şey kapatıldı"),
        ["FlattenFailed"] = ("Not everything could be closed", "Her şey kapatılamadı"),
        ["CanaryRollback"] = ("A canary is taken back", "Bir kanarya geri alınıyor"),
        ["CanaryRollbackBlocked"] = ("A canary can't be taken back now", "Bir kanarya şu anda geri alınamıyor"),
        ["GuardrailActed"] = ("A guardrail acted", "Bir korkuluk devreye girdi"),
        ["GuardrailReleased"] = ("A guardrail's action ended", "Bir korkuluğun önlemi sona erdi"),
        ["SignalMissing"] = ("A guardrail has no data", "Bir korkuluk veri alamıyor"),
        ["Test"] = ("Test notification: nothing happened", "Deneme bildirimi: bir şey olmadı"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Title(string code, string language) =>
        !Titles.TryGetValue(code, out var title) ? code : language == "tr" ? title.Tr : title.En;
}
