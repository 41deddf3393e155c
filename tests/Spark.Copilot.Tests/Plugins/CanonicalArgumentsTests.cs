using System.Globalization;
using System.Text.Json;
using CsCheck;
using Spark.Copilot.Plugins;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Tests.Plugins;

public sealed class CanonicalArgumentsTests
{
    private static readonly ActionFunction Place = ActionPlugins.Of(ActionPaths.OrderPlace);

    [Fact]
    public void Strings_and_json_give_the_same_bytes()
    {
        var strings = new Dictionary<string, object?> { ["side"] = "BUY", ["symbol"] = "BTCUSDT", ["quantity"] = "0.0010", ["price"] = "65000.0", ["reduceOnly"] = "True", ["type"] = "LIMIT", ["clientOrderId"] = null };
        var json = JsonDocument.Parse("""{"type":"LIMIT","price":65000,"quantity":1e-3,"reduceOnly":true,"symbol":"BTCUSDT","side":"BUY"}""").RootElement
            .EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value);
        Assert.Equal("""{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":0.001,"price":65000,"reduceOnly":true}""", CanonicalArguments.Read(Place, strings).ToJsonString());
        Assert.Equal(CanonicalArguments.Read(Place, strings).ToJsonString(), CanonicalArguments.Read(Place, json).ToJsonString());
    }

    [Fact]
    public void Lists_arrive_as_text_too()
    {
        var start = ActionPlugins.Of(ActionPaths.StreamsStart);
        var text = CanonicalArguments.Read(start, new Dictionary<string, object?> { ["symbols"] = """["BTCUSDT", "ETHUSDT"]""" });
        Assert.Equal("""{"symbols":["BTCUSDT","ETHUSDT"]}""", text.ToJsonString());
    }

    [Fact]
    public void What_is_no_number_stays_as_it_was_for_the_validator_to_refuse() =>
        Assert.Equal("""{"quantity":"a lot"}""", CanonicalArguments.Read(Place, new Dictionary<string, object?> { ["quantity"] = "a lot" }).ToJsonString());

    [Fact]
    public void Any_amount_has_one_spelling() => Gen.Decimal[0.00000001m, 100_000_000m].Sample(amount =>
    {
        var text = amount.ToString(CultureInfo.InvariantCulture);
        using var document = JsonDocument.Parse(text);
        var fromText = CanonicalArguments.Read(Place, new Dictionary<string, object?> { ["quantity"] = text }).ToJsonString();
        var fromJson = CanonicalArguments.Read(Place, new Dictionary<string, object?> { ["quantity"] = document.RootElement }).ToJsonString();
        var again = CanonicalArguments.Read(Place, JsonDocument.Parse(fromJson).RootElement.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value)).ToJsonString();
        return fromText == fromJson && again == fromJson;
    });
}
