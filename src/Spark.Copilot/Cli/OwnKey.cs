using Spark.Contracts.Configuration;
using Spark.Contracts.Security;

namespace Spark.Copilot.Cli;

/// <summary>The key with which a command speaks to the service on its own machine: the strongest that the shared settings hold.</summary>
internal static class OwnKey
{
    private static readonly string[] Strength = ["viewer", "trader", "admin"];

    /// <summary>Null where no keys are set.</summary>
    public static string? Of(SettingsSource source) => (source[ApiKeyList.Setting] ?? "")
        .Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(entry => entry.Split(':', 3)).Where(parts => parts.Length == 3)
        .MaxBy(parts => Array.IndexOf(Strength, parts[1]))?[2];
}
