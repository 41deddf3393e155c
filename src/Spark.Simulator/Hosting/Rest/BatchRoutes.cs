using System.Text.Json;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Several orders in one call. Each has its own outcome: a refused one stands as an error beside the others.</summary>
internal static class BatchRoutes
{
    private const int MostOrders = 5;
    private const int MostCancels = 10;

    private static readonly Rejection TooMany = new(-4082, "Invalid number of batch place orders.");

    public static ApiReply Place(ApiCall call) => ForEachOrder(call, OrderRoutes.Place);

    public static ApiReply Amend(ApiCall call) => ForEachOrder(call, AmendRoutes.Amend);

    public static ApiReply Cancel(ApiCall call)
    {
        var p = call.Parameters;
        var symbol = call.Market.Contract.Name;
        var name = p["orderIdList"] is { Length: > 0 } ? "orderIdList" : "origClientOrderIdList";
        using var ids = ReadList(p, name);
        if (ids.RootElement.GetArrayLength() is 0 or > MostCancels) return ApiReply.Refused(TooMany);
        var single = name == "orderIdList" ? "orderId" : "origClientOrderId";
        return Join(ids.RootElement.EnumerateArray().Select(id => Answer(
            call with { Parameters = new Parameters([new("symbol", symbol), new(single, TextOf(id))]) }, OrderRoutes.Cancel)));
    }

    private static ApiReply ForEachOrder(ApiCall call, Func<ApiCall, ApiReply> answer)
    {
        using var orders = ReadList(call.Parameters, "batchOrders");
        if (orders.RootElement.GetArrayLength() is 0 or > MostOrders) return ApiReply.Refused(TooMany);
        return Join(orders.RootElement.EnumerateArray().Select(order => Answer(call with { Parameters = ReadOrder(order) }, answer)));
    }

    private static ApiReply Answer(ApiCall call, Func<ApiCall, ApiReply> answer)
    {
        try
        {
            return answer(call);
        }
        catch (RefusedException e)
        {
            return ApiReply.Refused(e.Rejection);
        }
    }

    private static Parameters ReadOrder(JsonElement order) => order.ValueKind == JsonValueKind.Object
        ? new Parameters(order.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, TextOf(member.Value))))
        : throw Parameters.Malformed("batchOrders");

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static JsonDocument ReadList(Parameters p, string name)
    {
        try
        {
            var list = JsonDocument.Parse(p.Required(name));
            return list.RootElement.ValueKind == JsonValueKind.Array ? list : throw Parameters.Malformed(name);
        }
        catch (JsonException)
        {
            throw Parameters.Malformed(name);
        }
    }

    private static ApiReply Join(IEnumerable<ApiReply> replies) => ApiReply.Ok(replies, static (writer, all) =>
    {
        writer.WriteStartArray();
        foreach (var reply in all) writer.WriteRawValue(reply.Body.Span, skipInputValidation: true);
        writer.WriteEndArray();
    });
}
