using Microsoft.Extensions.Logging;

namespace Spark.Binance.Streams;

/// <summary>Log lines of the sockets, in the category that operators grep for.</summary>
internal static partial class StreamLog
{
    public const string Category = "BinanceFuturesWS";

    [LoggerMessage(EventId = 2201, Level = LogLevel.Information, Message = "{Route} socket connected (reconnect: {IsReconnect})")]
    public static partial void Connected(this ILogger logger, StreamRoute route, bool isReconnect);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Warning, Message = "{Route} socket is down: {Reason}; next attempt in {DelayMs} ms")]
    public static partial void Down(this ILogger logger, StreamRoute route, string reason, long delayMs);

    [LoggerMessage(EventId = 2203, Level = LogLevel.Information, Message = "{Route} socket stopped")]
    public static partial void Stopped(this ILogger logger, StreamRoute route);

    [LoggerMessage(EventId = 2204, Level = LogLevel.Error, Message = "{Route} socket failed in a way that nobody foresaw: {Kind}")]
    public static partial void Failed(this ILogger logger, StreamRoute route, string kind, Exception exception);

    [LoggerMessage(EventId = 2205, Level = LogLevel.Warning, Message = "{Route} socket refused subscription {Id}: {Code} {Detail}")]
    public static partial void SubscriptionRefused(this ILogger logger, StreamRoute route, long? id, int code, string detail);

    [LoggerMessage(EventId = 2206, Level = LogLevel.Information, Message = "Listen key renewed")]
    public static partial void ListenKeyRenewed(this ILogger logger);

    [LoggerMessage(EventId = 2207, Level = LogLevel.Warning, Message = "The user stream sent a {Type} that can't be read")]
    public static partial void EventUnrecognised(this ILogger logger, string type);

    [LoggerMessage(EventId = 2208, Level = LogLevel.Warning, Message = "The book of {Symbol} has a gap; a snapshot is taken")]
    public static partial void BookGap(this ILogger logger, string symbol);

    [LoggerMessage(EventId = 2209, Level = LogLevel.Warning, Message = "A difference of the book of {Symbol} can't be read: {Why}")]
    public static partial void BookMessageUnreadable(this ILogger logger, string symbol, string why);
}
