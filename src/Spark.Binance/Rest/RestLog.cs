using Microsoft.Extensions.Logging;

namespace Spark.Binance.Rest;

internal static partial class RestLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Exchange clock read: offset {OffsetMs} ms, error up to {ErrorMs} ms")]
    public static partial void ClockRead(this ILogger logger, long offsetMs, double errorMs);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "Timestamp refused by {Path}; the clock is read again")]
    public static partial void TimestampRefused(this ILogger logger, string path);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Warning, Message = "The exchange asks to be left alone: HTTP {Status}, code {Code}: {Detail}")]
    public static partial void LeftAlone(this ILogger logger, int status, int? code, string detail);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Warning, Message = "A row of {Path} has a symbol or side that can't be read and is left out")]
    public static partial void RowLeftOut(this ILogger logger, string path);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Warning, Message = "The answer of {Path} is not what the protocol promises: {Detail}")]
    public static partial void AnswerUnreadable(this ILogger logger, string path, string detail);
}
