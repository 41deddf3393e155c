using Spark.Guardrails.Policy;

namespace Spark.Executor.Account;

/// <summary>Names of who caused something, as the audit writes them.</summary>
internal static class Actors
{
    public const string Exchange = "exchange";

    public const string Spark = "spark";

    /// <summary>Whoever wrote a file of settings.</summary>
    public static string OfFile(string name) => "file:" + name;

    public static string Of(Principal principal) => $"{(principal.Kind == PrincipalKind.Agent ? "agent" : "person")}:{principal.Name}";
}
