using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Copilot.Feed;

/// <summary>Events of the hub as they came: the contract's own types don't name this one, and an event that can't be read is dropped unsaid.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class HubJson : JsonSerializerContext;
