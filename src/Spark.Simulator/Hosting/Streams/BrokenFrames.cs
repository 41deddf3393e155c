using System.Text;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>Frames that no exchange should send.</summary>
internal static class BrokenFrames
{
    public static readonly ReadOnlyMemory<byte> Garbage = "{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":17,\"o\":{\"s\":\"BTC<html>"u8.ToArray();

    /// <summary>A well-formed event of an unknown kind, <paramref name="bytes"/> long.</summary>
    public static ReadOnlyMemory<byte> Oversized(int bytes)
    {
        const string Head = "{\"e\":\"notice\",\"text\":\"";
        var text = new StringBuilder(Head, bytes).Append('x', Math.Max(0, bytes - Head.Length - 2)).Append("\"}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
