using System.Security.Claims;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.SignIn;

/// <summary>Who sits at the page: whoever is on this machine (admin, no key), or the holder of a key with its role.</summary>
internal sealed record Person(string? KeyName, string Role)
{
    private const string Viewer = "viewer", Trader = "trader", Admin = "admin";

    private const string Scheme = "spark";

    /// <summary>Whoever is on this machine, where no keys are set.</summary>
    public static Person Local { get; } = new(null, Admin);

    /// <summary>Whether the person may only look.</summary>
    public bool OnlyReads => Role == Viewer;

    /// <summary>viewer: read; trader: all but admin; admin: everything.</summary>
    public bool May(ActionEffect effect) => effect switch
    {
        ActionEffect.Read => true,
        ActionEffect.Admin => Role == Admin,
        _ => Role is Trader or Admin,
    };

    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, KeyName ?? ""), new Claim(ClaimTypes.Role, Role)], Scheme));

    /// <summary>The person on a request or circuit; one that <c>KeyCheck</c> has not seen may only look.</summary>
    public static Person Of(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true, AuthenticationType: Scheme } identity
            ? new Person(identity.Name is { Length: > 0 } name ? name : null, principal.FindFirst(ClaimTypes.Role)?.Value ?? Viewer)
            : new Person(null, Viewer);
}
