using System.Text.Json;
using Spark.Contracts;

namespace Spark.Executor.Http;

/// <summary>Reads a request's JSON body, or says what is wrong with it.</summary>
internal static class JsonBody
{
    /// <summary>Largest body, bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>The body, undefined when empty; or the status and the error to answer with.</summary>
    public static async Task<(JsonElement Body, int Status, ErrorResponse? Error)> ReadAsync(HttpRequest request)
    {
        var bytes = await ReadBytesAsync(request);
        if (bytes is null) return (default, StatusCodes.Status413PayloadTooLarge, new ErrorResponse("BodyTooLarge", "A body may have at most 64 KiB."));
        if (bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty) return (default, 0, null);
        if (request.ContentType != "application/json" && !request.HasJsonContentType())
        {
            return (default, StatusCodes.Status415UnsupportedMediaType, new ErrorResponse("UnsupportedMediaType", "Send the body as application/json."));
        }
        try
        {
            return (JsonElement.Parse(bytes, Strict), 0, null);
        }
        catch (JsonException e)
        {
            return (default, StatusCodes.Status400BadRequest, new ErrorResponse("InvalidParams", "The body is not valid JSON.")
            {
                Details = [new FaultView(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}"), "Not valid JSON, or nested deeper than 16.")],
            });
        }
    }

    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request)
    {
        if (request.ContentLength > MostBytes) return null;
        if (request.ContentLength is { } length)
        {
            var whole = new byte[length];
            await request.Body.ReadExactlyAsync(whole, request.HttpContext.RequestAborted);
            return whole;
        }
        using var buffer = new MemoryStream();
        var chunk = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MostBytes) return null;
        }
        return buffer.ToArray();
    }
}
