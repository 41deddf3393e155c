using Mono.Cecil;
using Spark.Architecture.Tests.Reading;

namespace Spark.Architecture.Tests;

/// <summary>What confirms is out of reach of everything that a model, a batch or another program speaks to.</summary>
public sealed class ConfirmingTests
{
    private const string Confirmations = "Spark.Copilot.Confirmations";

    public static TheoryData<string> WithoutAPerson =>
        ["Mcp", "Batches", "Suggestions", "Conversation", "Agent", "Engines", "Plugins", "Language", "Evaluation", "Executor", "Feed"];

    [Theory]
    [MemberData(nameof(WithoutAPerson))]
    public void Nothing_in_it_knows_what_confirms(string feature)
    {
        var types = Assemblies.TypesOf("Spark.Copilot").Where(type => IsIn(type.Outermost().Namespace, $"Spark.Copilot.{feature}")).ToArray();
        Assert.NotEmpty(types);
        var found = from type in types
                    from used in Uses.Types(type)
                    where IsIn(NamespaceOf(used), Confirmations)
                    select $"{type.FullName} uses {used.FullName}";
        Assert.Empty(found.Distinct());
    }

    [Fact]
    public void Only_the_confirmation_desk_speaks_to_the_confirming_client()
    {
        var users = Assemblies.TypesOf("Spark.Copilot").Where(type => Uses.Calls(type).Any(called => called.DeclaringType.FullName == $"{Confirmations}.ConfirmingClient" && called.Name != ".ctor"))
            .Select(type => type.Outermost().FullName).Distinct().Except([$"{Confirmations}.ConfirmingClient"]);
        Assert.Equal([$"{Confirmations}.ConfirmationDesk"], users);
    }

    private static bool IsIn(string space, string name) => space == name || space.StartsWith(name + ".", StringComparison.Ordinal);

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;
}
