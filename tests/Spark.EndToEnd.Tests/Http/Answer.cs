using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Spark.EndToEnd.Tests.Http;

/// <summary>A service's answer as a caller sees it.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text)
{
    private readonly Lazy<JsonNode?> _json = new(() => JsonNode.Parse(Text));

    public JsonNode? this[string name] => _json.Value![name];

    /// <summary>The answer, which must have this status.</summary>
    public Answer With(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status}, got {(int)Status}: {Text}");
        return this;
    }

    public string Word(string name) => this[name]!.GetValue<string>();

    public bool Yes(string name) => this[name]!.GetValue<bool>();

    public JsonArray List(string name) => this[name]!.AsArray();

    /// <summary>The strings of a list.</summary>
    public string[] Words(string name) => [.. List(name).Select(word => word!.GetValue<string>())];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Status} {Text}");
}
