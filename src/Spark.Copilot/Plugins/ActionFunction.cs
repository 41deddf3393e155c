using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.SemanticKernel;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Plugins;

/// <summary>One action of the catalogue as a function that a model may call. Calling it drafts; it never does anything.</summary>
public sealed class ActionFunction
{
    internal ActionFunction(ActionDefinition definition, KernelFunction function)
    {
        (Definition, Function) = (definition, function);
        Types = function.Metadata.Parameters.ToFrozenDictionary(parameter => parameter.Name, parameter => TypeOf(parameter.Schema!.RootElement), StringComparer.Ordinal);
    }

    public ActionDefinition Definition { get; }

    public KernelFunction Function { get; }

    /// <summary>JSON type of each param: what a model's strings are read as.</summary>
    internal FrozenDictionary<string, string> Types { get; }

    private static string TypeOf(JsonElement schema) => schema.TryGetProperty("type", out var type) ? type.GetString()! : "string";
}
