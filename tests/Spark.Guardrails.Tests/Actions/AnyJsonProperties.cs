using System.Text.Json;
using CsCheck;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Confirmation;
using Spark.Guardrails.Policy;

namespace Spark.Guardrails.Tests.Actions;

public sealed class AnyJsonProperties
{
    private static readonly string[] Names =
        ["action", "params", "dryRun", "confirm_required", "reason", .. ActionCatalogue.All.SelectMany(definition => definition.Params).Select(spec => spec.Name).Distinct()];

    private static readonly Gen<string> Scalar = Gen.OneOf<string>(
        Gen.OneOf<string>("null", "true", "false", "0", "-0.0", "1e400", "1e-400", "0.001", "79228162514264337593543950335", "1E+5", "-7"),
        Gen.OneOf<string>("\"\"", "\"BTCUSDT\"", "\"BUY\"", "\"LIMIT\"", "\"\\ud800\"", "\"\\u0000\"", "\"futures-testnet\"", "\"GTC\"", "\"2026-13-01\""),
        Gen.OneOf<string>((string[])[.. ActionCatalogue.All.Select(definition => JsonSerializer.Serialize(definition.Path))]),
        Gen.String.Select(text => JsonSerializer.Serialize(text)),
        Gen.Double.Where(double.IsFinite).Select(number => JsonSerializer.Serialize(number)));

    private static readonly Gen<string> Name = Gen.OneOf<string>(Gen.OneOf<string>(Names), Gen.String).Select(name => JsonSerializer.Serialize(name));

    private static readonly Gen<string> Anything = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Scalar
        : Gen.Frequency((3, Scalar), (1, inner.Array[0, 4].Select(items => $"[{string.Join(",", items)}]")), (4, ObjectOf(inner))));

    /// <summary>Envelopes that are nearly right, so that the search reaches every corner of the params.</summary>
    private static readonly Gen<string> NearlyRight = Gen.Select(
        Gen.OneOf<(string Path, string Params)>([.. Golden.Valid]), Name, Anything, Gen.Bool, Gen.Bool, Gen.Int[0, 2],
        (golden, name, value, dryRun, confirm, where) =>
        {
            var @params = where == 0 || golden.Params == "{}" ? golden.Params : golden.Params[..^1] + $",{name}:{value}}}";
            var extra = where == 2 ? $",{name}:{value}" : "";
            return $$"""{"action":"{{golden.Path}}","params":{{@params}},"dryRun":{{(dryRun ? "true" : "false")}},"confirm_required":{{(confirm ? "true" : "false")}}{{extra}}}""";
        });

    [Fact]
    public void Any_json_is_valid_or_refused_with_a_detail_and_never_throws() =>
        Gen.OneOf<string>(Anything, NearlyRight).Sample(text =>
        {
            var json = Json.Parse(text);
            AssertJudged(ActionValidator.Validate(ActionReader.Read(json)));
            foreach (var definition in ActionCatalogue.All) AssertJudged(ActionValidator.Validate(ActionReader.Implied(definition.Path, json)));
        }, iter: 3_000);

    [Fact]
    public void Canonical_content_is_its_own_canonical_form() => Gen.OneOf<(string Path, string Params)>([.. Golden.Valid]).Sample(golden =>
    {
        var action = Json.Valid(golden.Path, golden.Params);
        var again = Json.Valid(golden.Path, action.CanonicalParams.ToJsonString());
        Assert.Equal(action.CanonicalText, again.CanonicalText);
    }, iter: 500);

    [Fact]
    public void The_spelling_of_a_number_and_the_order_of_keys_do_not_change_the_digest() => Gen.Select(Gen.Int[1, 999_999], Gen.Int[0, 8]).Sample((digits, places) =>
    {
        var value = new decimal(digits, 0, 0, false, (byte)places);
        string[] spellings =
        [
            value.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{digits}e-{places}", $"{digits}E-0{places}", $"{digits}00e-{places + 2}",
        ];
        var digests = spellings.SelectMany(spelling => new[]
        {
            Digest($$"""{"symbol":"BTCUSDT","side":"BUY","quantity":{{spelling}}}"""),
            Digest($$"""{"quantity":{{spelling}},"type":"MARKET","reduceOnly":false,"side":"BUY","symbol":"BTCUSDT","dryRun":true}"""),
        });
        Assert.Single(digests.Distinct());
    }, iter: 1_000);

    [Fact]
    public void Other_content_has_another_digest()
    {
        string[] @params =
        [
            """{"symbol":"BTCUSDT","side":"BUY","quantity":1}""", """{"symbol":"BTCUSDT","side":"SELL","quantity":1}""",
            """{"symbol":"BTCUSDT","side":"BUY","notional":1}""", """{"symbol":"BTCUSDT","side":"BUY","quantity":1.0000001}""",
            """{"symbol":"BTCUSDT","side":"BUY","quantity":1,"reduceOnly":true}""",
        ];
        Assert.Equal(@params.Length, @params.Select(Digest).Distinct().Count());
        var action = Json.Valid(ActionPaths.OrderPlace, @params[0]);
        var person = new Principal(PrincipalKind.Person, "a", Role.Trader);
        Principal[] others = [person with { Name = "b" }, person with { Kind = PrincipalKind.Agent }];
        Assert.All(others, other => Assert.NotEqual(ContentDigest.Of(action, "acc", person), ContentDigest.Of(action, "acc", other)));
        Assert.NotEqual(ContentDigest.Of(action, "acc", person), ContentDigest.Of(action, "acc2", person));
        Assert.Equal(ContentDigest.Of(action, "acc", person), ContentDigest.Of(action, "acc", person with { Role = Role.Admin }));
        Assert.NotEqual(
            ContentDigest.Of(action, "acc", person), ContentDigest.Of(Json.Valid(ActionPaths.OrderPlace, @params[0], dryRun: false), "acc", person));
    }

    [Fact]
    public void Canonical_numbers_are_plain_and_short_and_defaults_are_left_out() => Assert.Equal(
        """{"notional":100,"side":"BUY","symbol":"BTCUSDT"}""",
        Json.Valid(ActionPaths.OrderPlace, """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","notional":1.000e2,"reduceOnly":false,"dryRun":true}""").CanonicalParams.ToJsonString());

    private static string Digest(string @params) =>
        ContentDigest.Of(Json.Valid(ActionPaths.OrderPlace, @params), "acc", new Principal(PrincipalKind.Person, "p", Role.Trader));

    private static Gen<string> ObjectOf(Gen<string> value) =>
        Gen.Select(Name, value, (name, text) => $"{name}:{text}").Array[0, 6].Select(fields => $"{{{string.Join(",", fields)}}}");

    private static void AssertJudged(Validation validation)
    {
        if (validation is Validation.Invalid { Fault: var fault }) Assert.NotEmpty(fault.Details);
        else Assert.IsType<Validation.Valid>(validation);
    }
}
