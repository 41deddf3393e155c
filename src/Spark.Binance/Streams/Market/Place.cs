namespace Spark.Binance.Streams.Market;

/// <summary>The newest place in one stream: an id and the event time it came with, ms since 1970. A fresh one takes whatever comes first.</summary>
internal struct Place
{
    // Further apart than any message is late: the exchange, or its clock, began anew.
    private const long NewEpoch = 10_000;

    private bool _isSet;
    private long _id;
    private long _at;

    /// <summary>The newest id; null before the first.</summary>
    public readonly long? Last => _isSet ? _id : null;

    /// <summary>Whether an id is newer than everything before; then it is the place. An id that goes back with a much newer event is an exchange that began anew.</summary>
    public bool Advances(long id, long eventTime)
    {
        if (_isSet && id <= _id && eventTime - _at < NewEpoch) return false;
        (_isSet, _id, _at) = (true, id, eventTime);
        return true;
    }

    /// <summary>The same where the time is all there is to go by. A time that goes back far is a clock that was set.</summary>
    public bool Advances(long time)
    {
        if (_isSet && time <= _at && _at - time < NewEpoch) return false;
        (_isSet, _at) = (true, time);
        return true;
    }
}
