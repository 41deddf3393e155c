using Spark.Guardrails.Policy;

namespace Spark.Executor.Security;

/// <summary>Finds out who is asking from the request's bearer key, and from nothing else.</summary>
internal sealed class CallerIdentity(ExecutorSettings settings, ServiceKeys keys)
{
    private static readonly Principal LocalPerson = new(PrincipalKind.Person, "local", Role.Admin);

    private static readonly Caller Local = new(LocalPerson, MayConfirm: false);

    private static readonly Principal Agent = new(PrincipalKind.Agent, "copilot", Role.Admin);

    /// <summary>Null: the key is wrong, or there is none where one is needed.</summary>
    public Caller? Of(HttpRequest request)
    {
        if (BearerOf(request) is not { } offered)
        {
            return settings.ApiKeys.Count == 0 ? Local : null;
        }
        // Every key is compared, so that the time taken tells nothing.
        var confirming = keys.Confirm.Matches(offered);
        var agent = keys.Agent.Matches(offered);
        NamedKey? named = null;
        foreach (var candidate in settings.ApiKeys)
        {
            if (candidate.Key.Matches(offered)) named = candidate;
        }
        if (confirming) return new Caller(LocalPerson with { Name = "confirmation page" }, MayConfirm: true);
        if (agent) return new Caller(Agent, MayConfirm: false);
        return named is null ? null : new Caller(new Principal(PrincipalKind.Person, named.Name, named.Role), MayConfirm: false, IsCounted: true);
    }

    private static string? BearerOf(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.Length == 0 ? null : header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : "";
    }
}
