using Mono.Cecil;

namespace Spark.Architecture.Tests.Reading;

/// <summary>The products as they were compiled.</summary>
internal static class Assemblies
{
    public static readonly string[] Names =
    [
        "Spark.Domain", "Spark.Guardrails", "Spark.Strategy", "Spark.Contracts", "Spark.Binance", "Spark.Telemetry", "Spark.Simulator", "Spark.Executor", "Spark.Copilot",
    ];

    private static readonly Dictionary<string, ModuleDefinition> Modules = Names.ToDictionary(name => name,
        name => ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, name + ".dll")));

    public static ModuleDefinition Of(string name) => Modules[name];

    /// <summary>All types of an assembly, nested and compiler-made ones included.</summary>
    public static IEnumerable<TypeDefinition> TypesOf(string name) => Modules[name].Types.SelectMany(WithNested);

    /// <summary>Every type that somebody wrote.</summary>
    public static IEnumerable<TypeDefinition> AllTypes => Names.SelectMany(TypesOf);

    /// <summary>The type in the source to which a nested or compiler-made one belongs.</summary>
    public static TypeDefinition Outermost(this TypeDefinition type) => type.DeclaringType is { } outer ? outer.Outermost() : type;

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}
