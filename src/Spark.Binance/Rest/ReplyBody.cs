using System.IO.Compression;

namespace Spark.Binance.Rest;

/// <summary>Reads an answer's body, of at most 32 MiB.</summary>
internal static class ReplyBody
{
    private const long Longest = 32 * 1024 * 1024;

    private const string Gzip = "gzip";

    /// <summary>Lets the answer come compressed, which is worth it where answers are long.</summary>
    public static void AcceptCompressed(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation("Accept-Encoding", Gzip);

    /// <exception cref="IOException">The body ended early or can't be unpacked.</exception>
    /// <exception cref="HttpRequestException">It is too long, or the connection broke.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.NonValidated.TryGetValues("Content-Encoding", out var encoding)) return await UnpackAsync(content, encoding.ToString(), ct).ConfigureAwait(false);
        return content.Headers.ContentLength is { } length and <= Longest
            ? await ReadKnownAsync(content, length, ct).ConfigureAwait(false)
            : await ReadAllAsync(content, ct).ConfigureAwait(false);
    }

    // An order's answer: it has a length and is in the receive buffer already, so that it is copied once.
    private static async Task<byte[]> ReadKnownAsync(HttpContent content, long length, CancellationToken ct)
    {
        var body = new byte[length];
        var stream = await content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await stream.ReadExactlyAsync(body, ct).ConfigureAwait(false);
        return body;
    }

    private static async Task<byte[]> UnpackAsync(HttpContent packed, string encoding, CancellationToken ct)
    {
        if (!encoding.Equals(Gzip, StringComparison.OrdinalIgnoreCase)) throw new InvalidDataException("The answer is packed in a way that nobody asked for.");
        var unpacking = new GZipStream(await packed.ReadAsStreamAsync(ct).ConfigureAwait(false), CompressionMode.Decompress);
        using var content = new StreamContent(unpacking);
        return await ReadAllAsync(content, ct).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadAllAsync(HttpContent content, CancellationToken ct)
    {
        await content.LoadIntoBufferAsync(Longest, ct).ConfigureAwait(false);
        return await content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
    }
}
