using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spark.Contracts;

namespace Spark.Executor.Http;

/// <summary>
/// An answer's JSON. Writers and their memory are used again by the thread that let go of them; the generated writers of the contract's
/// types are what fills them.
/// </summary>
internal sealed class AnswerBytes : IDisposable
{
    // Larger ones are rare and not kept.
    private const int MostKept = 64 * 1024;

    // The body is application/json, never HTML: apostrophes stay apostrophes.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static AnswerBytes? _free;

    private readonly ArrayBufferWriter<byte> _buffer = new(4 * 1024);
    private readonly Utf8JsonWriter _writer;

    private AnswerBytes() => _writer = new Utf8JsonWriter(_buffer, Plain);

    /// <summary>Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public static AnswerBytes Of(SparkResponse body)
    {
        var bytes = _free ?? new AnswerBytes();
        _free = null;
        if (body is not PlaceOrderResponse placed || !PlaceOrderJson.TryWrite(bytes._writer, placed))
        {
            JsonSerializer.Serialize(bytes._writer, body, body.GetType(), ContractsJson.Default);
        }
        bytes._writer.Flush();
        return bytes;
    }

    public void Dispose()
    {
        if (_buffer.Capacity > MostKept) return;
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _free = this;
    }
}
