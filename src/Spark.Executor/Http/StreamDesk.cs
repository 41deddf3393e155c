using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Executor.Account;
using Spark.Executor.Market;
using Spark.Executor.Streams;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Http;

/// <summary><c>ws.start</c> and <c>ws.stop</c>.</summary>
internal sealed class StreamDesk(AccountDesk account, MarketStreamsDesk market, StreamStates states, Instruments instruments, TimeProvider time)
{
    private static readonly TimeSpan UpWithin = TimeSpan.FromSeconds(10);

    public async Task<AccountReply> AnswerAsync(ValidatedAction action, Principal principal, string? key, CancellationToken ct)
    {
        if (key is null) return await CarryOutAsync(action, ct);
        var (replay, outcomeKey) = await account.ClaimAsync(action, principal, key);
        if (replay is not null) return replay;
        try
        {
            var reply = await CarryOutAsync(action, ct);
            account.Finish(outcomeKey, reply.Status, reply.Body!);
            return reply;
        }
        catch
        {
            // Whoever asks again under this key must not wait for an outcome that never comes.
            account.Finish(outcomeKey, StatusCodes.Status503ServiceUnavailable, new ErrorResponse("ExecutionUnknown",
                "It was given up half-way; look at the streams in /futures/health.") { Timestamp = time.GetUtcNow() });
            throw;
        }
    }

    private async Task<AccountReply> CarryOutAsync(ValidatedAction action, CancellationToken ct)
    {
        if (action.Request is ActionRequest.StartStreams start) return await StartAsync(start.Symbols, ct);
        await market.StopAsync(ct);
        return new AccountReply(StatusCodes.Status200OK, new StreamsStoppedResponse
        {
            Ok = true,
            Stopped = [StreamTypes.Market],
            Kept = [StreamTypes.UserData],
            Timestamp = time.GetUtcNow(),
        });
    }

    private async Task<AccountReply> StartAsync(IReadOnlyList<Symbol> symbols, CancellationToken ct)
    {
        if (symbols.Where(symbol => instruments.Find(symbol) is null).ToArray() is { Length: > 0 } unknown)
        {
            return new AccountReply(StatusCodes.Status400BadRequest, new ErrorResponse("SymbolNotAllowed",
                $"Not traded on this exchange: {string.Join(", ", unknown)}.") { Timestamp = time.GetUtcNow() });
        }
        using var deadline = new CancellationTokenSource(UpWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var (result, published) = await market.StartAsync(symbols, either.Token);
            if (result is not ExchangeResult<Done>.Ok) return ExchangeFaults.Of(result);
            if (!states.UserData.IsHealthy) return Down("The user stream is down; it is being reconnected.");
            return new AccountReply(StatusCodes.Status200OK, new StreamsStartedResponse
            {
                Ok = true,
                Symbols = [.. published.Select(symbol => symbol.Value)],
                Streams = [StreamTypes.Market, StreamTypes.UserData],
                Timestamp = time.GetUtcNow(),
            });
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return Down("The market streams did not come up within 10 s; they are being tried further. Ask again.");
        }
    }

    private AccountReply Down(string message) => new(StatusCodes.Status503ServiceUnavailable,
        new ErrorResponse("ExchangeUnreachable", message) { Timestamp = time.GetUtcNow() });
}
