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

    [LoggerMessage(EventId = 2207, Level = LogLevel.Warning, Message = "The user stream sent a {Type} that can't be read: {Raw}")]
    public static partial void EventUnrecognised(this ILogger logger, string type, string raw);

    [LoggerMessage(EventId = 2208, Level = LogLevel.Warning, Message = "The book of {Symbol} has a gap; a snapshot is taken")]
    public static partial void BookGap(this ILogger logger, string symbol);

    [LoggerMessage(EventId = 2209, Level = LogLevel.Warning, Message = "A difference of the book of {Symbol} can't be read: {Why}")]
    public static partial void BookMessageUnreadable(this ILogger logger, string symbol, string why);

    [LoggerMessage(EventId = 2210, Level = LogLevel.Information, Message = "{Route} socket replaced before its 24 h were over; nothing was missed")]
    public static partial void Replaced(this ILogger logger, StreamRoute route);

    [LoggerMessage(EventId = 2211, Level = LogLevel.Information, Message = "{Route} message {Number} of this connection (a sample): {Message}")]
    public static partial void MarketSample(this ILogger logger, StreamRoute route, long number, string message);

    [LoggerMessage(EventId = 2212, Level = LogLevel.Information, Message = "userData message {Number} of this connection (a sample): {Type}")]
    public static partial void UserDataSample(this ILogger logger, long number, string type);

    [LoggerMessage(EventId = 2213, Level = LogLevel.Warning, Message = "The listen key could not be renewed ({Reason}); next try in {DelaySeconds} s")]
    public static partial void RenewalFailed(this ILogger logger, string reason, long delaySeconds);

    [LoggerMessage(EventId = 2214, Level = LogLevel.Warning, Message = "{Route} socket could not be replaced before its 24 h are over ({Reason}); it is tried again")]
    public static partial void NotReplaced(this ILogger logger, StreamRoute route, string reason);

    [LoggerMessage(EventId = 2215, Level = LogLevel.Warning, Message = "{Stream} was asked for and is silent; it is asked for again")]
    public static partial void StreamSilent(this ILogger logger, string stream);

    [LoggerMessage(EventId = 2217, Level = LogLevel.Information, Message = "{Told} trades of {Symbol} that came during an outage were fetched; {Lost} are too old to be had")]
    public static partial void CaughtUp(this ILogger logger, string symbol, int told, long lost);

    [LoggerMessage(EventId = 2218, Level = LogLevel.Error, Message = "The trades of {Symbol} that came during an outage can't be fetched")]
    public static partial void CatchUpFailed(this ILogger logger, string symbol, Exception exception);

    [LoggerMessage(EventId = 2219, Level = LogLevel.Error, Message = "The streams of {Symbol} could not be looked at; they are in two seconds")]
    public static partial void WatchFailed(this ILogger logger, string symbol, Exception exception);

    [LoggerMessage(EventId = 2216, Level = LogLevel.Warning, Message = "{Symbol} trades come as {Stream} from here on")]
    public static partial void TradesFrom(this ILogger logger, string symbol, string stream);
}
