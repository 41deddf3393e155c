using Spark.Binance.Results;
using Spark.Binance.Wire;

namespace Spark.Binance.Rest;

public sealed partial class BinanceRestClient
{
    private const string ListenKeyPath = "/fapi/v1/listenKey";

    /// <summary>Makes the account's listen key, or returns the live one; either way it is good for 60 minutes. It is a secret.</summary>
    public Task<ExchangeResult<ListenKey>> CreateListenKeyAsync(CancellationToken ct) => ReadAsync(
        new Call(HttpMethod.Post, ListenKeyPath, Security.Key),
        BinanceJson.Default.ListenKeyWire,
        static wire => new ListenKey(wire.ListenKey ?? throw new FormatException("the answer carries no listen key")),
        ct);

    /// <summary>Extends the listen key by 60 minutes; -1125 says that there is none.</summary>
    public Task<ExchangeResult<Done>> KeepListenKeyAsync(CancellationToken ct) => ReadAsync(
        new Call(HttpMethod.Put, ListenKeyPath, Security.Key), BinanceJson.Default.ListenKeyWire, static _ => new Done(), ct);

    /// <summary>Ends the listen key for every process of the account.</summary>
    public Task<ExchangeResult<Done>> CloseListenKeyAsync(CancellationToken ct) => ReadAsync(
        new Call(HttpMethod.Delete, ListenKeyPath, Security.Key), BinanceJson.Default.JsonObject, static _ => new Done(), ct);
}
