using System.Text;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting;

/// <summary>An account with the secret that its requests are signed with.</summary>
internal sealed class Credential(Account account, string secret)
{
    public Account Account { get; } = account;

    public byte[] Secret { get; } = Encoding.UTF8.GetBytes(secret);
}
