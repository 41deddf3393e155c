using Microsoft.SemanticKernel;

namespace Spark.Copilot.Plugins;

/// <summary>How an engine says that it needs to know more, or that it will not: calls, so that both engines say it in the same shape.</summary>
public static class PersonPlugin
{
    public const string Name = "person";

    private static readonly KernelParameterMetadata[] AskParameters =
    [
        new("missing") { Description = "Names of the params that are missing, such as quantity.", IsRequired = true, Schema = KernelJsonSchema.Parse("""{"type":"array","items":{"type":"string"},"minItems":1}""") },
        new("question") { Description = "One short question in the person's language.", IsRequired = false, Schema = KernelJsonSchema.Parse("""{"type":"string"}""") },
    ];

    private static readonly KernelParameterMetadata[] RefuseParameters =
    [
        new("code") { Description = "PolicyViolation: a wish to skip a safeguard, to trade elsewhere than futures-testnet, or to learn a secret. OutOfScope: all else.", IsRequired = true, Schema = KernelJsonSchema.Parse("""{"type":"string","enum":["OutOfScope","PolicyViolation"]}""") },
    ];

    public static KernelPlugin Plugin { get; } = KernelPluginFactory.CreateFromFunctions(Name,
    [
        KernelFunctionFactory.CreateFromMethod(() => "asked", "ask", "Asks the person for something that is needed and was not said. Nothing else may be called with it.", AskParameters),
        KernelFunctionFactory.CreateFromMethod(() => "refused", "refuse", "Declines the whole message. Nothing else may be called with it.", RefuseParameters),
    ]);

    /// <summary>Asks for what is missing; nothing is proposed then.</summary>
    public static KernelFunction Ask { get; } = Plugin["ask"];

    /// <summary>Declines the whole message.</summary>
    public static KernelFunction Refuse { get; } = Plugin["refuse"];
}
