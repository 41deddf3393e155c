using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Spark.Copilot.Batches;

/// <summary>
/// Results that wait for a client: a little in memory, the rest in a file that goes with it. Many clients send their whole batch before
/// they read a word of the answer; without this both sides would wait for each other for ever.
/// </summary>
/// <param name="mostInMemory">Bytes.</param>
/// <param name="folder">Where the file goes; null: the user's folder for temporary files.</param>
internal sealed class LineSpool(int mostInMemory, string? folder = null) : IAsyncDisposable
{
    private const int LargestChunk = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _memory = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private FileStream? _file;
    private long _inMemory;
    private long _written;
    private long _read;
    private bool _complete;

    /// <summary>Whether anything waits in the file.</summary>
    public bool IsSpilt
    {
        get
        {
            lock (_gate) return _written > _read;
        }
    }

    public void Add(byte[] line)
    {
        lock (_gate)
        {
            if (_written == _read && _inMemory + line.Length <= mostInMemory) Remember(line);
            else Spill(line);
        }
        _news.Writer.TryWrite(true);
    }

    /// <summary>Nothing more will come.</summary>
    public void Complete()
    {
        lock (_gate) _complete = true;
        _news.Writer.TryWrite(true);
    }

    /// <summary>What was added, in order, in chunks that may cut a line; ends after <see cref="Complete"/>.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var (chunk, complete) = Take();
            if (chunk.Length > 0) yield return chunk;
            else if (complete) yield break;
            else await _news.Reader.ReadAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null) await _file.DisposeAsync();
    }

    private void Remember(byte[] line)
    {
        _memory.Enqueue(line);
        _inMemory += line.Length;
    }

    private void Spill(byte[] line)
    {
        _file ??= Make();
        _file.Position = _written;
        _file.Write(line);
        _written += line.Length;
    }

    // What is in memory is always older than what is in the file.
    private (ReadOnlyMemory<byte> Chunk, bool Complete) Take()
    {
        lock (_gate)
        {
            if (_memory.Count > 0) return (FromMemory(), false);
            return _written > _read ? (FromFile(), false) : (default, _complete);
        }
    }

    private byte[] FromMemory()
    {
        var chunk = new List<byte>(LargestChunk);
        while (_memory.TryPeek(out var line) && (chunk.Count == 0 || chunk.Count + line.Length <= LargestChunk))
        {
            chunk.AddRange(_memory.Dequeue());
            _inMemory -= line.Length;
        }
        return [.. chunk];
    }

    private ReadOnlyMemory<byte> FromFile()
    {
        var chunk = new byte[Math.Min(LargestChunk, _written - _read)];
        _file!.Position = _read;
        _file.ReadExactly(chunk);
        _read += chunk.Length;
        if (_read == _written)
        {
            (_read, _written) = (0, 0);
            _file.SetLength(0);
        }
        return chunk;
    }

    private FileStream Make()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(folder ?? Path.GetTempPath(), "spark-results-" + Guid.NewGuid().ToString("n")), options);
    }
}
