using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spark.Copilot.Batches;

namespace Spark.Copilot.Components.Batches;

/// <summary>A batch on the page: its lines, the run that is under way, and its results. Lines run one after the other, as the agent.</summary>
internal sealed class BatchRun(BatchRunner runner) : IDisposable
{
    /// <summary>Most lines on a page; the command line takes any number.</summary>
    public const int MostLines = 20_000;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<BatchRow> _rows = [];
    private CancellationTokenSource? _run;

    /// <summary>Something is to be drawn again.</summary>
    public event Action? Changed;

    public IReadOnlyList<BatchRow> Rows => _rows;

    /// <summary>Whether there were more lines than a page takes; those behind are left out, and nothing can be run.</summary>
    public bool IsCut { get; private set; }

    public bool Busy { get; private set; }

    /// <summary>Whether the last run was stopped by the person.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>Lines that the run has answered.</summary>
    public int Answered => _rows.Count(row => row.Status is not null);

    public int CountOf(BatchStatus status) => _rows.Count(row => row.Status == status);

    /// <summary>Reads a text and judges its lines; nothing is run.</summary>
    public async Task ReadAsync(Stream text, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        await text.CopyToAsync(whole, ct);
        whole.Position = 0;
        var (rows, cut) = (new List<BatchRow>(), false);
        await foreach (var row in JudgedAsync(BatchReader.ReadAsync(whole, IsLines(whole.GetBuffer().AsSpan(0, (int)whole.Length)), ct), ct))
        {
            cut = rows.Count == MostLines;
            if (cut) break;
            rows.Add(row);
        }
        _rows.Clear();
        _rows.AddRange(rows);
        (IsCut, WasStopped) = (cut, false);
        Changed?.Invoke();
    }

    /// <summary>Runs every line from the first; a line that is being sent is answered even when the person stops.</summary>
    public async Task RunAsync(BatchMode mode, bool stopOnError, bool mayAct)
    {
        if (Busy || IsCut || _rows.Count == 0) return;
        foreach (var row in _rows) row.Reset();
        (Busy, WasStopped) = (true, false);
        Changed?.Invoke();
        using var run = _run = new CancellationTokenSource();
        // A key of its own: a line of this run is never carried out twice.
        var key = "page-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        try
        {
            var index = 0;
            await foreach (var result in runner.RunAsync(LinesAsync(run.Token), new BatchOptions(mode, stopOnError, key, mayAct), CancellationToken.None))
            {
                _rows[index++].Take(result);
                Changed?.Invoke();
            }
        }
        finally
        {
            (Busy, _run, WasStopped) = (false, null, run.IsCancellationRequested);
            Changed?.Invoke();
        }
    }

    /// <summary>Sends no further line.</summary>
    public void Stop() => _run?.Cancel();

    /// <summary>The row that waits for this confirmation; null: none.</summary>
    public BatchRow? Awaiting(string confirmationId) => _rows.FirstOrDefault(row => row.ConfirmationId == confirmationId);

    /// <summary>The result lines so far, newline-delimited JSON as <c>/copilot/actions/run</c> gives them.</summary>
    public byte[] Results() => Encoding.UTF8.GetBytes(string.Concat(_rows.Where(row => row.Result is not null).Select(row => row.Result!.ToJsonString(Readable) + "\n")));

    public void Dispose() => _run?.Cancel();

    // An array, or an action spread over lines, is read as a whole; else every line stands for itself, so that a bad one spoils no other.
    private static bool IsLines(ReadOnlySpan<byte> text)
    {
        var trimmed = text.TrimStart(" \t\r\n"u8);
        if (trimmed.IsEmpty || trimmed[0] == '[') return false;
        var end = trimmed.IndexOf((byte)'\n');
        return IsJson(end < 0 ? trimmed : trimmed[..end]) || !IsJson(trimmed);
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async IAsyncEnumerable<BatchLine> LinesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var row in _rows)
        {
            if (ct.IsCancellationRequested) yield break;
            yield return row.Line;
            await Task.Yield(); // the circuit draws and hears the stop button in between
        }
    }

    private async IAsyncEnumerable<BatchRow> JudgedAsync(IAsyncEnumerable<BatchLine> lines, [EnumeratorCancellation] CancellationToken ct)
    {
        var read = new List<BatchLine>();
        var judged = runner.RunAsync(Kept(lines, read, ct), new BatchOptions(BatchMode.Validate, StopOnError: false), ct);
        await foreach (var verdict in judged) yield return new BatchRow(read[(int)verdict["index"]!], verdict);
    }

    private static async IAsyncEnumerable<BatchLine> Kept(IAsyncEnumerable<BatchLine> lines, List<BatchLine> read, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in lines.WithCancellation(ct))
        {
            // Elements of an array share one buffer that is gone when the next is read.
            var kept = line.Action.ValueKind == JsonValueKind.Undefined ? line : line with { Action = line.Action.Clone() };
            read.Add(kept);
            yield return kept;
        }
    }
}
