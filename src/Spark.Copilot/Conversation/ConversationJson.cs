using System.Text.Json;
using System.Text.Json.Serialization;
using Spark.Copilot.Language;

namespace Spark.Copilot.Conversation;

/// <summary>Source-generated JSON of what is kept of a conversation. Members that are worked out from others are not kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatReply))]
[JsonSerializable(typeof(Dialogue))]
internal sealed partial class ConversationJson : JsonSerializerContext;
