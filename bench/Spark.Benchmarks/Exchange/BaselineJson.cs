using System.Text.Json.Serialization;

namespace Spark.Benchmarks.Exchange;

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(BaselineTrade))]
[JsonSerializable(typeof(BaselineDepth))]
internal sealed partial class BaselineJson : JsonSerializerContext;
