using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Policy;

namespace Spark.Guardrails.Confirmation;

/// <summary>What a confirmation is bound to: the content to the last digit, the account and the one who asked.</summary>
public static class ContentDigest
{
    /// <summary>SHA-256, 64 lower-case hex digits. The spelling of numbers, the order of keys and defaults don't change it.</summary>
    public static string Of(ValidatedAction action, string account, Principal principal)
    {
        var content = new JsonArray(account, principal.Key, action.CanonicalText).ToJsonString();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>Compares two digests in constant time.</summary>
    internal static bool AreEqual(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
