using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Copilot.Batches;

/// <summary>Source-generated JSON of batches.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class BatchJson : JsonSerializerContext;
