using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Spark.Copilot.Batches;

/// <summary>Reads one action, an array, or newline-delimited JSON of any length; only one action is in memory at a time.</summary>
internal static class BatchReader
{
    /// <summary>Largest action, bytes.</summary>
    private const int MostBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <param name="body">UTF-8.</param>
    /// <param name="lines">Whether it is newline-delimited: a bad line then spoils itself only.</param>
    /// <param name="ct">Ends it.</param>
    public static async IAsyncEnumerable<BatchLine> ReadAsync(Stream body, bool lines, [EnumeratorCancellation] CancellationToken ct)
    {
        var pipe = PipeReader.Create(body, new StreamPipeReaderOptions(leaveOpen: true));
        var first = await FirstByteAsync(pipe, ct);
        var read = first == '[' && !lines ? ReadValuesAsync(pipe, topLevel: false, ct) : first == '{' && !lines ? ReadValuesAsync(pipe, topLevel: true, ct) : ReadLinesAsync(pipe, ct);
        await foreach (var line in read) yield return line;
    }

    private static async ValueTask<byte> FirstByteAsync(PipeReader pipe, CancellationToken ct)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(ct);
            var at = Blanks(read.Buffer);
            if (at < read.Buffer.Length)
            {
                var first = read.Buffer.Slice(at).FirstSpan[0];
                pipe.AdvanceTo(read.Buffer.GetPosition(at));
                return first;
            }
            pipe.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return 0;
        }
    }

    private static long Blanks(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny(" \t\r\n"u8);
        return reader.Consumed;
    }

    private static async IAsyncEnumerable<BatchLine> ReadValuesAsync(PipeReader pipe, bool topLevel, [EnumeratorCancellation] CancellationToken ct)
    {
        // The buffer may hold the beginning of the next action too.
        var bounded = new BoundedPipeReader(pipe, 2 * MostBytes);
        await using var values = JsonSerializer.DeserializeAsyncEnumerable(bounded, BatchJson.Default.JsonElement, topLevel, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            BatchLine line;
            try
            {
                if (!await values.MoveNextAsync()) yield break;
                line = Checked(values.Current);
            }
            catch (JsonException)
            {
                line = new BatchLine(default, "From here on it is not JSON, or an action is larger than 64 KiB.");
            }
            yield return line;
            if (line.Fault is not null && line.Action.ValueKind == JsonValueKind.Undefined) yield break;
        }
    }

    // Read again strictly: a key given twice could be two different orders to two readers.
    private static BatchLine Checked(JsonElement action)
    {
        try
        {
            using var strict = JsonDocument.Parse(action.GetRawText(), Strict);
            return new BatchLine(action, null);
        }
        catch (JsonException)
        {
            return new BatchLine(action, "It gives a key twice or is nested too deeply.");
        }
    }

    private static async IAsyncEnumerable<BatchLine> ReadLinesAsync(PipeReader pipe, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(ct);
            var buffer = read.Buffer;
            while (TryLine(ref buffer, read.IsCompleted, out var line))
            {
                if (Blanks(line) < line.Length) yield return Parse(line);
            }
            if (buffer.Length > MostBytes)
            {
                yield return new BatchLine(default, "A line may have at most 64 KiB; nothing behind it is read.");
                yield break;
            }
            pipe.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted) yield break;
        }
    }

    private static bool TryLine(ref ReadOnlySequence<byte> buffer, bool completed, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (buffer.IsEmpty) return false;
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }
        if (!completed) return false;
        (line, buffer) = (buffer, buffer.Slice(buffer.End));
        return true;
    }

    private static BatchLine Parse(ReadOnlySequence<byte> line)
    {
        if (line.Length > MostBytes) return new BatchLine(default, "A line may have at most 64 KiB.");
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            return new BatchLine(document.RootElement.Clone(), null);
        }
        catch (JsonException)
        {
            return new BatchLine(default, "The line is not one JSON object, or gives a key twice.");
        }
    }
}
