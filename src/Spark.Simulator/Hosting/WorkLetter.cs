namespace Spark.Simulator.Hosting;

/// <summary>Work with an answer; an exception of the work is its answer too.</summary>
internal sealed class WorkLetter<T>(Func<ExchangeInstance, T> work) : Letter
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _error;

    public Task<T> Answer => _answer.Task;

    public override void CarryOut(ExchangeInstance instance)
    {
        try
        {
            _result = work(instance);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _error = e;
        }
    }

    public override void Deliver(Exception? failure)
    {
        if ((_error ?? failure) is { } error) _answer.SetException(error);
        else _answer.SetResult(_result!);
    }
}
