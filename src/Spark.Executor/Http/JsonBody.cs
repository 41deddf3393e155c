using System.Buffers;
using System.Text.Json;
using Spark.Contracts;

namespace Spark.Executor.Http;

/// <summary>Reads a request's JSON body, or says what is wrong with it.</summary>
internal static class JsonBody
{
    /// <summary>Largest body, bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    private static readonly ErrorResponse TooLarge = new("BodyTooLarge", "A body may have at most 64 KiB.");

    /// <summary>The body, undefined when empty; or the status and the error to answer with.</summary>
    public static async ValueTask<(JsonElement Body, int Status, ErrorResponse? Error)> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MostBytes) return (default, StatusCodes.Status413PayloadTooLarge, TooLarge);
        // Where the length is told this has all of it, as a rule from the buffer that the head came in.
        var read = await request.BodyReader.ReadAtLeastAsync((int)(request.ContentLength ?? MostBytes + 1), request.HttpContext.RequestAborted);
        try
        {
            return read.Buffer.Length > MostBytes
                ? (default, StatusCodes.Status413PayloadTooLarge, TooLarge)
                : Parse(request, read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray());
        }
        finally
        {
            request.BodyReader.AdvanceTo(read.Buffer.End);
        }
    }

    private static (JsonElement Body, int Status, ErrorResponse? Error) Parse(HttpRequest request, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Trim(" \t\r\n"u8).IsEmpty) return (default, 0, null);
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
}
