using System.Text;

namespace Spark.Binance.Wire.Accounts;

/// <summary><c>POST /fapi/v1/listenKey</c>. The key opens the account's events: it is never printed.</summary>
public sealed record ListenKeyWire
{
    /// <summary>Null in the older reply to a keepalive, <c>{}</c>.</summary>
    public string? ListenKey { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("ListenKey = ").Append(ListenKey is null ? "null" : "***");
        return true;
    }
}
