using System.Threading.Channels;

namespace Spark.Executor.Automation;

/// <summary>Connections that ended, for the automatic actions to look at. Telling never waits.</summary>
internal sealed class ConnectionDrops
{
    private readonly Channel<(string StreamType, TimeSpan Age)> _drops =
        Channel.CreateBounded<(string, TimeSpan)>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public ChannelReader<(string StreamType, TimeSpan Age)> Reader => _drops.Reader;

    /// <summary>A connection ended at this age.</summary>
    public void Tell(string streamType, TimeSpan age) => _drops.Writer.TryWrite((streamType, age));
}
