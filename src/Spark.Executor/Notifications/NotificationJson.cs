using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Executor.Notifications;

/// <summary>JSON of what notifications leave behind.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Spark.Contracts.DeadLetterView))]
internal sealed partial class NotificationJson : JsonSerializerContext;
