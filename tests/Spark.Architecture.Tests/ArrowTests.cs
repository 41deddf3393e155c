using Mono.Cecil;
using Spark.Architecture.Tests.Reading;

namespace Spark.Architecture.Tests;

/// <summary>The arrows of the architecture's table: each project uses only what it may.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> May = new()
    {
        ["Spark.Domain"] = [],
        ["Spark.Guardrails"] = ["Spark.Domain"],
        ["Spark.Strategy"] = ["Spark.Domain", "Spark.Guardrails"],
        ["Spark.Contracts"] = ["Spark.Domain"],
        ["Spark.Binance"] = ["Spark.Domain"],
        ["Spark.Telemetry"] = ["Spark.Contracts"],
        ["Spark.Simulator"] = ["Spark.Contracts", "Spark.Domain", "Spark.Binance"],
        ["Spark.Executor"] = ["Spark.Domain", "Spark.Guardrails", "Spark.Contracts", "Spark.Binance", "Spark.Strategy", "Spark.Telemetry"],
        // The last two, and what they bring, in Hosting/Embedded alone: see Only_the_embedding_folder_touches_executor_and_exchange.
        ["Spark.Copilot"] = ["Spark.Contracts", "Spark.Domain", "Spark.Guardrails", "Spark.Strategy", "Spark.Telemetry", "Spark.Executor", "Spark.Simulator"],
    };

    private static readonly string[] PureParts = ["System.Runtime", "System.Collections", "System.Collections.Immutable", "System.Linq", "System.Memory",
        "System.Text.Json", "System.Text.Encodings.Web", "System.Text.RegularExpressions", "System.Security.Cryptography", "System.Numerics.Vectors", "System.Threading"];

    private static readonly string[] Effects =
    [
        "System.IO.", "System.Net.", "System.Diagnostics.Process", "System.Console", "System.Environment", "System.TimeProvider", "System.Random",
        "System.Threading.Tasks.Task", "System.Threading.Thread", "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Threading.Monitor",
        "Microsoft.",
    ];

    private static readonly string[] Embedded = ["Spark.Executor", "Spark.Simulator"];

    public static TheoryData<string> Projects => [.. Assemblies.Names];

    public static TheoryData<string> PureProjects => ["Spark.Domain", "Spark.Guardrails", "Spark.Strategy"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_it_may(string project)
    {
        Assert.Empty(Repository.ProjectReferences(project).Except(May[project]));
        Assert.Empty(Assemblies.Of(project).AssemblyReferences.Select(reference => reference.Name)
            .Where(name => name.StartsWith("Spark.", StringComparison.Ordinal)).Except(May[project]));
    }

    [Fact]
    public void The_table_covers_every_project()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);
        Assert.Equal(May.Keys.Order(StringComparer.Ordinal), folders);
        Assert.Equal(May.Keys.Order(StringComparer.Ordinal), Assemblies.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void A_pure_project_refers_to_nothing_that_does_io_or_tells_the_time(string project)
    {
        var references = Assemblies.Of(project).AssemblyReferences.Select(reference => reference.Name).ToArray();
        Assert.NotEmpty(references);
        Assert.Empty(references.Except(PureParts).Except(May[project]));
    }

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void A_pure_project_names_no_type_with_effects(string project) => HasNoEffects(Assemblies.TypesOf(project));

    [Fact]
    public void The_matching_core_is_pure()
    {
        var matching = Assemblies.TypesOf("Spark.Simulator").Where(type => IsIn(type.Outermost(), "Spark.Simulator.Matching")).ToArray();
        Assert.NotEmpty(matching);
        HasNoEffects(matching);
    }

    [Fact]
    public void The_ledger_is_pure()
    {
        var ledger = Assemblies.TypesOf("Spark.Executor").Where(type => IsIn(type.Outermost(), "Spark.Executor.Ledger")).ToArray();
        Assert.NotEmpty(ledger);
        HasNoEffects(ledger);
    }

    [Fact]
    public void Contracts_use_nothing_but_the_domain_and_the_settings_file_reader()
    {
        var foreign = Assemblies.Of("Spark.Contracts").AssemblyReferences.Select(reference => reference.Name)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).ToArray();
        Assert.Empty(foreign.Except(["Spark.Domain", "dotenv.net"]));
        Assert.Contains("dotenv.net", foreign);
        Assert.DoesNotContain(Assemblies.Of("Spark.Contracts").AssemblyReferences, reference => reference.Name.StartsWith("System.Net.Http", StringComparison.Ordinal));
    }

    [Fact]
    public void The_exchange_knows_at_most_the_wire_types_of_the_client()
    {
        var used = Assemblies.TypesOf("Spark.Simulator").SelectMany(Uses.Types).ToArray();
        Assert.Contains(used, type => ScopeOf(type) == "Spark.Domain");
        Assert.All(used.Where(type => ScopeOf(type) == "Spark.Binance").Select(NamespaceOf).Distinct(),
            name => Assert.StartsWith("Spark.Binance.Wire", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_embedding_folder_touches_executor_and_exchange()
    {
        var touching = Assemblies.TypesOf("Spark.Copilot").Where(type => Uses.Types(type).Any(used => Embedded.Contains(ScopeOf(used))))
            .Select(type => type.Outermost()).Distinct().ToArray();
        Assert.NotEmpty(touching);
        Assert.All(touching, type => Assert.True(IsIn(type, "Spark.Copilot.Hosting.Embedded"), $"{type.FullName} uses the executor or the exchange"));
    }

    [Fact]
    public void Nothing_but_the_embedding_folder_starts_others()
    {
        var starting = Assemblies.AllTypes.Where(type => Uses.Calls(type).Any(StartsAService)).Select(type => type.Outermost()).Distinct();
        // The two programs start themselves.
        Assert.Equal(["Spark.Copilot: EmbeddedServices", "Spark.Executor: Program", "Spark.Simulator: Program"],
            starting.Select(type => $"{type.Module.Assembly.Name.Name}: {type.Name}").Order(StringComparer.Ordinal));
    }

    private static void HasNoEffects(IEnumerable<TypeDefinition> types)
    {
        var found = from type in types
                    from used in Uses.Types(type)
                    where Effects.Any(effect => used.FullName.StartsWith(effect, StringComparison.Ordinal)) && !IsCompilerMade(type, used)
                    select $"{type.FullName} uses {used.FullName}";
        Assert.Empty(found.Distinct());
    }

    private static bool StartsAService(MethodReference called) => called.DeclaringType.FullName is "Spark.Executor.Hosting.ExecutorApp" or "Spark.Simulator.Hosting.SimulatorApp"
        && called.Name.StartsWith("Build", StringComparison.Ordinal);

    // An iterator remembers the thread that made it.
    private static bool IsCompilerMade(TypeDefinition type, TypeReference used) =>
        used.FullName == "Microsoft.CodeAnalysis.EmbeddedAttribute" || (used.FullName == "System.Environment" && type.Name.StartsWith('<'));

    private static bool IsIn(TypeDefinition type, string space) => type.Namespace == space || type.Namespace.StartsWith(space + ".", StringComparison.Ordinal);

    private static string ScopeOf(TypeReference type) => type.Scope is AssemblyNameReference assembly ? assembly.Name : "";

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;
}
