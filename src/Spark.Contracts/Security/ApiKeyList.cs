using Spark.Contracts.Configuration;

namespace Spark.Contracts.Security;

/// <summary>Reads <c>SPARK_API_KEYS</c>: <c>name:role:key</c>, separated by commas. Faults never show a key.</summary>
public static class ApiKeyList
{
    public const string Setting = "SPARK_API_KEYS";

    /// <summary>Shortest key, characters.</summary>
    public const int ShortestKey = 16;

    private static readonly string[] Roles = ["viewer", "trader", "admin"];

    public static IReadOnlyList<ApiKeyEntry> Read(SettingsReader settings)
    {
        var keys = new List<ApiKeyEntry>();
        foreach (var entry in (settings.Text(Setting) ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry.Split(':', 3) is [{ Length: > 0 } name, var role, { Length: >= ShortestKey } key]
                && Roles.Contains(role) && name.All(IsPlain) && keys.All(other => other.Name != name))
            {
                keys.Add(new ApiKeyEntry(name, role, new ApiKey(key)));
                continue;
            }
            settings.Fault(Setting, null, $"a list of name:role:key with distinct plain names, roles {string.Join(", ", Roles)}, and keys of at least {ShortestKey} characters (entry {keys.Count + 1} is not)");
            break;
        }
        return keys;
    }

    /// <summary>Refuses addresses beyond loopback where no keys are set.</summary>
    public static void RefuseWideListening(SettingsReader settings, string setting, IReadOnlyList<Uri> urls, IReadOnlyList<ApiKeyEntry> keys)
    {
        if (keys.Count > 0) return;
        foreach (var url in urls.Where(url => !Loopback.Is(url.Host)))
        {
            settings.Fault(setting, url.OriginalString, $"a loopback address unless {Setting} is set");
        }
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
