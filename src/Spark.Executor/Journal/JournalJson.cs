using System.Text.Json;
using System.Text.Json.Serialization;
using Spark.Executor.Ledger;

namespace Spark.Executor.Journal;

/// <summary>Source-generated JSON of journal entries and checkpoints.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    Converters = [typeof(SymbolConverter), typeof(ClientOrderIdConverter)])]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(LedgerCheckpoint))]
[JsonSerializable(typeof(Guardrails.Automation.GuardrailReceipt))]
internal sealed partial class JournalJson : JsonSerializerContext;
