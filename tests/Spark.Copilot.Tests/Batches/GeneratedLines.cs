using System.Text;

namespace Spark.Copilot.Tests.Batches;

/// <summary>Lines that are made while they are read, so that nothing of them is in memory before.</summary>
internal sealed class GeneratedLines(int count, Func<int, string> line) : Stream
{
    private byte[] _current = [];
    private int _at;
    private int _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_at == _current.Length)
        {
            if (_next == count) return 0;
            (_current, _at) = (Encoding.UTF8.GetBytes(line(_next++)), 0);
        }
        var taken = Math.Min(buffer.Length, _current.Length - _at);
        _current.AsSpan(_at, taken).CopyTo(buffer);
        _at += taken;
        return taken;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
