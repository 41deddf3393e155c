namespace Spark.Simulator.Hosting;

/// <summary>Something for the exchange to do in its turn.</summary>
internal abstract class Letter
{
    public abstract void CarryOut(ExchangeInstance instance);

    /// <summary>Hands the answer over; <paramref name="failure"/> is set when what was done could not be made durable.</summary>
    public abstract void Deliver(Exception? failure);
}

/// <summary>Moves time on.</summary>
internal sealed class TickLetter : Letter
{
    public override void CarryOut(ExchangeInstance instance)
    {
    }

    public override void Deliver(Exception? failure)
    {
    }
}

/// <summary>Work with an answer; an exception of the work is its answer too.</summary>
internal sealed class Letter<T>(Func<ExchangeInstance, T> work) : Letter
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
