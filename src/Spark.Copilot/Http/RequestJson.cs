using System.Text.Json;

namespace Spark.Copilot.Http;

/// <summary>Reads a request's JSON body, strictly.</summary>
internal static class RequestJson
{
    /// <summary>Largest body of one request, bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The body; null when it can't be used, and then the answer is written.</summary>
    public static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            await context.RefuseAsync(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "The body must be application/json.");
            return null;
        }
        var bytes = await ReadBytesAsync(context.Request);
        if (bytes is null)
        {
            await context.RefuseAsync(StatusCodes.Status413PayloadTooLarge, "BodyTooLarge", "A body may have at most 64 KiB.");
            return null;
        }
        try
        {
            return JsonDocument.Parse(bytes, Strict);
        }
        catch (JsonException e)
        {
            await context.InvalidAsync("body", $"The body is not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}, or gives a key twice.");
            return null;
        }
    }

    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request)
    {
        using var read = new MemoryStream();
        var buffer = new byte[8192];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (read.Length + count > MostBytes) return null;
            read.Write(buffer, 0, count);
        }
        return read.ToArray();
    }
}
