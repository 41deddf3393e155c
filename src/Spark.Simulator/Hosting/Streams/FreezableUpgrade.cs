using Microsoft.AspNetCore.Http.Features;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>Hands out an upgraded connection that can be frozen.</summary>
internal sealed class FreezableUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    private Action _freezeConnection = static () => { };
    private bool _frozen;

    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync()
    {
        var connection = new FreezableConnection(await inner.UpgradeAsync());
        _freezeConnection = connection.Freeze;
        if (_frozen) connection.Freeze();
        return connection;
    }

    /// <summary>From now on the connection is half open: nothing comes through in either direction, and it is not closed.</summary>
    public void Freeze()
    {
        _frozen = true;
        _freezeConnection();
    }
}
