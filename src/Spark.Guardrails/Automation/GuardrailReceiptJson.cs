using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Guardrails.Automation;

/// <summary>JSON of receipts, as the audit and the service give them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GuardrailReceipt))]
public sealed partial class GuardrailReceiptJson : JsonSerializerContext;
