using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>The keys of user streams.</summary>
internal static class ListenKeyRoutes
{
    private static readonly Rejection None = new(-1125, "This listenKey does not exist.");

    public static ApiReply Create(ApiCall call) => Reply(call.Instance.ListenKeys.Create(call.Account, call.Exchange.Now));

    public static ApiReply KeepAlive(ApiCall call) =>
        call.Instance.ListenKeys.KeepAlive(call.Account, call.Exchange.Now) is { } key ? Reply(key) : ApiReply.Refused(None);

    /// <summary>Ends the stream for every consumer; they are told, and their sockets stay open and silent.</summary>
    public static ApiReply Delete(ApiCall call) =>
        call.Instance.ListenKeys.Delete(call.Account) ? ApiReply.Empty : ApiReply.Refused(None);

    private static ApiReply Reply(string key) => ApiReply.Ok(key, static (writer, value) =>
    {
        writer.WriteStartObject();
        writer.WriteString("listenKey", value);
        writer.WriteEndObject();
    });
}
