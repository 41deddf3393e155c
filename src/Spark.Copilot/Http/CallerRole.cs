using System.Security.Claims;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Http;

/// <summary>What the caller may do: who is on this machine, everything; a key, what its role says.</summary>
internal static class CallerRole
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether the caller may do more than look.</summary>
    public static bool MayAct(HttpContext context)
    {
        var settings = context.RequestServices.GetRequiredService<CopilotSettings>();
        return settings.ApiKeys.Count == 0 || RoleOf(context, settings) is "trader" or "admin";
    }

    private static string? RoleOf(HttpContext context, CopilotSettings settings)
    {
        if (context.User.Identity is { IsAuthenticated: true }) return context.User.FindFirst(ClaimTypes.Role)?.Value;
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var offered = header[Scheme.Length..].Trim();
        return settings.ApiKeys.FirstOrDefault(entry => entry.Key.Matches(offered))?.Role;
    }
}
