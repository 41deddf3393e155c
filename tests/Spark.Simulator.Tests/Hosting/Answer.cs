using System.Net.Http.Headers;
using System.Text.Json;

namespace Spark.Simulator.Tests.Hosting;

/// <summary>What came back over HTTP.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public int Code => Json.GetProperty("code").GetInt32();
}
