using NJsonSchema;
using Spark.Guardrails.Actions;

namespace Spark.Guardrails.Tests.Actions;

public sealed class ActionSchemaTests
{
    [Fact]
    public async Task Schemas_accept_what_the_validator_accepts()
    {
        var schemas = await Schemas(definition => definition.Schema.ToJsonString());
        foreach (var (path, @params) in Golden.Valid)
        {
            var errors = schemas[path].Validate(@params);
            Assert.True(errors.Count == 0, $"{path} {@params}: {string.Join("; ", errors)}");
        }
    }

    [Fact]
    public async Task Schemas_refuse_what_the_validator_refuses()
    {
        var schemas = await Schemas(definition => definition.Schema.ToJsonString());
        foreach (var (path, @params, _) in Golden.Invalid) Assert.True(schemas[path].Validate(@params).Count > 0, $"accepted: {path} {@params}");
    }

    [Fact]
    public async Task Schemas_allow_one_scope() =>
        Assert.NotEmpty((await Schemas(definition => definition.Schema.ToJsonString()))[ActionPaths.CanaryConfirm].Validate("""{"scope":"spot"}"""));

    [Fact]
    public async Task Envelope_schemas_agree_with_the_validator()
    {
        var schemas = await Schemas(definition => definition.EnvelopeSchema.ToJsonString());
        foreach (var (path, @params) in Golden.Valid)
        {
            foreach (var envelope in Envelopes(path, @params))
            {
                var isValid = Json.Validate(envelope) is Validation.Valid;
                Assert.True(isValid == (schemas[path].Validate(envelope).Count == 0), $"validator says {isValid}: {envelope}");
            }
        }
    }

    [Fact]
    public void A_schema_that_a_caller_changed_stays_as_it_was()
    {
        Assert.True(ActionCatalogue.TryFind(ActionPaths.Health, out var definition));
        definition.Schema["additionalProperties"] = true;
        Assert.False(definition.Schema["additionalProperties"]!.GetValue<bool>());
    }

    private static IEnumerable<string> Envelopes(string path, string @params)
    {
        foreach (var dryRun in (string[])["true", "false", "1"])
        {
            foreach (var confirm in (string[])["true", "false"])
            {
                foreach (var rest in (string[])["", ",\"reason\":\"why\"", ",\"id\":1,\"valid\":true,\"violations\":[],\"result\":{}", ",\"token\":1"])
                {
                    yield return $$"""{"action":"{{path}}","params":{{@params}},"dryRun":{{dryRun}},"confirm_required":{{confirm}}{{rest}}}""";
                }
            }
        }
        yield return $$"""{"action":"{{path}}","params":{{@params}},"dryRun":true}""";
        yield return $$"""{"action":"{{path}}","params":{{@params}},"confirm_required":true}""";
    }

    private static async Task<Dictionary<string, JsonSchema>> Schemas(Func<ActionDefinition, string> text)
    {
        var schemas = new Dictionary<string, JsonSchema>(StringComparer.Ordinal);
        foreach (var definition in ActionCatalogue.All)
        {
            schemas[definition.Path] = await JsonSchema.FromJsonAsync(text(definition), TestContext.Current.CancellationToken);
        }
        return schemas;
    }
}
