using System.IO.Pipelines;
using System.Text.Json;

namespace Spark.Copilot.Batches;

/// <summary>Ends reading where one value grows beyond a bound, so that a batch of any length takes the memory of one action.</summary>
internal sealed class BoundedPipeReader(PipeReader inner, long most) : PipeReader
{
    /// <exception cref="JsonException">More than the bound waits to be made a value of.</exception>
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Checked(await inner.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        var read = inner.TryRead(out result);
        if (read) Checked(result);
        return read;
    }

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private ReadResult Checked(ReadResult result)
    {
        if (result.Buffer.Length <= most) return result;
        inner.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        throw new JsonException("One value is too large.");
    }
}
