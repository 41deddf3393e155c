using System.Collections.Frozen;
using Spark.Contracts.Configuration;
using Spark.Executor.Security;
using Spark.Guardrails.Policy;

namespace Spark.Executor;

/// <summary>Reads <c>SPARK_API_KEYS</c>: <c>name:role:key</c>, separated by commas. Faults never show a key.</summary>
internal static class ApiKeySettings
{
    public const int ShortestKey = 16;

    private const string Setting = "SPARK_API_KEYS";

    private static readonly FrozenDictionary<string, Role> Roles = new Dictionary<string, Role>
    {
        ["viewer"] = Role.Viewer,
        ["trader"] = Role.Trader,
        ["admin"] = Role.Admin,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<NamedKey> Read(SettingsReader reader)
    {
        var keys = new List<NamedKey>();
        if (reader.Text(Setting) is not { } text) return keys;
        foreach (var entry in text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split(':', 3);
            if (parts is [{ Length: > 0 } name, var role, { Length: >= ShortestKey } key] && Roles.TryGetValue(role, out var known)
                && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && keys.All(other => other.Name != name))
            {
                keys.Add(new NamedKey(name, known, new ApiKey(key)));
            }
            else
            {
                reader.Fault(Setting, null, $"a list of name:role:key with distinct plain names, roles viewer, trader or admin, and keys of at least {ShortestKey} characters (entry {keys.Count + 1} is not)");
                return keys;
            }
        }
        return keys;
    }
}
