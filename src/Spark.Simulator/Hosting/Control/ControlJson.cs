using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Simulator.Hosting.Control;

/// <summary>JSON of <c>/sim</c>. Unknown members are an error.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenAccountRequest))]
[JsonSerializable(typeof(MovePriceRequest))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(TransferRequest))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(SimulatorStatus))]
[JsonSerializable(typeof(SimulatorError))]
internal sealed partial class ControlJson : JsonSerializerContext;
