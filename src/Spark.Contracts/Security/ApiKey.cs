using System.Security.Cryptography;
using System.Text;

namespace Spark.Contracts.Security;

/// <summary>A caller's key, kept as its hash only.</summary>
public sealed class ApiKey
{
    private readonly byte[] _hash;

    public ApiKey(string key) => _hash = Hash(key);

    /// <summary>Compares in constant time.</summary>
    public bool Matches(string offered) => CryptographicOperations.FixedTimeEquals(_hash, Hash(offered));

    public override string ToString() => "[key]";

    /// <summary>A new random key, 256 bits.</summary>
    public static string Mint() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
