using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Executor.Account;

namespace Spark.Executor.Http;

/// <summary>What a caller hears when the exchange didn't answer a read as wished.</summary>
internal static class ExchangeFaults
{
    public static AccountReply Of<T>(ExchangeResult<T> result) => result switch
    {
        ExchangeResult<T>.Refused { Error: { IsRateLimit: true } error } => new AccountReply(StatusCodes.Status503ServiceUnavailable,
            new ErrorResponse("ExchangeUnreachable", "The exchange limits our calls for now; try again later.") { Exchange = new ExchangeAnswerView(error.Code ?? 0, error.Message) }),
        ExchangeResult<T>.Refused { Error: var error } => new AccountReply(StatusCodes.Status502BadGateway,
            new ErrorResponse("ExchangeError", error.Message) { Exchange = new ExchangeAnswerView(error.Code ?? 0, error.Message) }),
        ExchangeResult<T>.Unreachable { Why: var why } => new AccountReply(StatusCodes.Status503ServiceUnavailable,
            new ErrorResponse("ExchangeUnreachable", $"The exchange gave no usable answer: {why}")),
        _ => throw new ArgumentException("This is no fault.", nameof(result)),
    };
}
