using Spark.Executor.Account;

namespace Spark.Executor.Http;

/// <summary>
/// The bytes of a read that everybody asks for alike. They are made once for each <see cref="Moment"/>: a thousand readers of one ms and
/// one state share one body, and nobody is told of anything older than what a body of their own would tell.
/// </summary>
internal sealed class SharedAnswer(Func<Moment> now, Func<AccountReply> make)
{
    private Made? _last;

    /// <summary>Status and body, as of now.</summary>
    public (int Status, ReadOnlyMemory<byte> Body) Read()
    {
        // The moment is read first: what changes while the body is made shows in the next one's moment.
        var moment = now();
        if (Volatile.Read(ref _last) is not { } made || !made.Moment.IsSame(moment))
        {
            var (status, body, _) = make();
            using var bytes = AnswerBytes.Of(body!);
            made = new Made(moment, status, bytes.Written.ToArray());
            Volatile.Write(ref _last, made);
        }
        return (made.Status, made.Body);
    }

    private sealed record Made(Moment Moment, int Status, byte[] Body);
}
