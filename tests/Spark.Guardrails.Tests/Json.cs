using System.Text.Json;
using Spark.Guardrails.Actions;

namespace Spark.Guardrails.Tests;

/// <summary>Envelopes from texts, as a caller would send them.</summary>
internal static class Json
{
    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>An envelope that is right but for what <paramref name="params"/> may hold.</summary>
    public static string Envelope(string path, string @params, bool? dryRun = null)
    {
        ActionCatalogue.TryFind(path, out var definition);
        var dry = dryRun ?? definition?.DefaultDryRun ?? true;
        var confirm = definition?.NeedsConfirmation(dry) ?? false;
        return $$"""{"action":"{{path}}","params":{{@params}},"dryRun":{{Word(dry)}},"confirm_required":{{Word(confirm)}}}""";
    }

    public static Validation Validate(string envelope) => ActionValidator.Validate(ActionReader.Read(Parse(envelope)));

    public static ValidatedAction Valid(string path, string @params = "{}", bool? dryRun = null) => Validate(Envelope(path, @params, dryRun)) switch
    {
        Validation.Valid valid => valid.Action,
        var other => throw new Xunit.Sdk.XunitException($"{path} {@params}: {other}"),
    };

    public static ActionFault Invalid(string envelope) => Validate(envelope) switch
    {
        Validation.Invalid invalid => invalid.Fault,
        _ => throw new Xunit.Sdk.XunitException($"valid: {envelope}"),
    };

    private static string Word(bool value) => value ? "true" : "false";
}
