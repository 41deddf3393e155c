using System.IO.Compression;
using System.Text;

namespace Spark.Binance.Tests.Servers;

/// <summary>What a scripted server does with a request.</summary>
internal abstract record Answer
{
    public static Answer Json(string body, int status = 200, string headers = "") => new Text(status, "application/json", body, headers);

    public static Answer Html(int status) => new Text(status, "text/html", "<html><body>Gateway</body></html>", "");

    public static Answer Plain(int status, string body, string headers = "") => new Text(status, "text/plain", body, headers);

    public sealed record Text(int Status, string Type, string Body, string Headers) : Answer
    {
        public byte[] Bytes() => Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {Status} Scripted\r\nContent-Type: {Type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(Body)}\r\n{Headers}\r\n{Body}");
    }

    /// <summary>JSON under a content encoding: packed as gzip, whatever <paramref name="Encoding"/> calls it.</summary>
    public sealed record Packed(string Body, string Encoding = "gzip") : Answer
    {
        public byte[] Bytes()
        {
            using var packed = new MemoryStream();
            using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) packing.Write(System.Text.Encoding.UTF8.GetBytes(Body));
            var head = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: {Encoding}\r\nContent-Length: {packed.Length}\r\n\r\n";
            return [.. System.Text.Encoding.ASCII.GetBytes(head), .. packed.ToArray()];
        }
    }

    /// <summary>Ends the connection without a word.</summary>
    public sealed record Cut : Answer;

    /// <summary>Sends the head and half of the body, then ends the connection.</summary>
    public sealed record HalfAnswer(string Body) : Answer;

    /// <summary>Says nothing and stays.</summary>
    public sealed record Silence : Answer;
}
