namespace Spark.Executor.Account;

/// <summary>
/// Readings of the whole account, one at a time. Whoever asks while one is under way gets the next, which begins after the question; all
/// who ask meanwhile share it.
/// </summary>
/// <typeparam name="T">What a reading gives.</typeparam>
/// <param name="readAsync">Reads, for a reason, after an outage or not.</param>
internal sealed class SharedReading<T>(Func<string, bool, Task<T>> readAsync)
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private Question? _next;

    /// <summary>Asks for a reading that begins from now on.</summary>
    public Task<T> AskAsync(string why, bool afterOutage)
    {
        lock (_lock)
        {
            if (_next is { } waiting)
            {
                waiting.AfterOutage |= afterOutage;
                return waiting.Answer;
            }
            var question = _next = new Question(why) { AfterOutage = afterOutage };
            question.Answer = AnswerAsync(question, _last);
            _last = question.Answer;
            return question.Answer;
        }
    }

    private async Task<T> AnswerAsync(Question question, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        bool afterOutage;
        lock (_lock) (_next, afterOutage) = (null, question.AfterOutage);
        return await readAsync(question.Why, afterOutage);
    }

    private sealed class Question(string why)
    {
        public string Why { get; } = why;

        public bool AfterOutage { get; set; }

        public Task<T> Answer { get; set; } = null!;
    }
}
