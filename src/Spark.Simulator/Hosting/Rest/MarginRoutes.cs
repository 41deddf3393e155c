using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Crossed or isolated, and what is moved into and out of isolated positions by hand.</summary>
internal static class MarginRoutes
{
    private const int Add = 1;
    private const int Reduce = 2;

    public static ApiReply SetType(ApiCall call)
    {
        var holding = call.Account.In(call.Market);
        return call.Parameters.Required("marginType") switch
        {
            "CROSSED" or "CROSS" => SettingsRoutes.Done(call.Exchange.SetIsolated(holding, false)),
            "ISOLATED" => SettingsRoutes.Done(call.Exchange.SetIsolated(holding, true)),
            _ => ApiReply.Refused(Parameters.NotValid("marginType")),
        };
    }

    public static ApiReply Move(ApiCall call)
    {
        var p = call.Parameters;
        var holding = call.Account.In(call.Market);
        OrderRequest.CheckPositionSide(call);
        var type = p.Whole("type") ?? throw Parameters.Malformed("type");
        var amount = p.Amount("amount") ?? throw Parameters.Malformed("amount");
        if (type is not (Add or Reduce)) return ApiReply.Refused(Parameters.NotValid("type"));
        if (amount <= 0) return ApiReply.Refused(Rejection.AmountNotPositive);
        return call.Exchange.MoveMargin(holding, type == Add ? amount : -amount) is { } rejection ? ApiReply.Refused(rejection) : Moved(amount, type);
    }

    /// <summary>Oldest first.</summary>
    public static ApiReply History(ApiCall call)
    {
        var p = call.Parameters;
        var (symbol, type) = (call.Market.Contract.Name, p.Whole("type"));
        var (from, to) = p.Times();
        var rows = call.Account.MarginChanges
            .Where(row => row.Symbol == symbol && (type is null || TypeOf(row) == type) && !(row.Time < from) && !(row.Time > to))
            .TakeLast(p.Limit(500, 1000));
        return ApiReply.Ok(rows, static (writer, changes) =>
        {
            writer.WriteStartArray();
            foreach (var change in changes)
            {
                writer.WriteStartObject();
                writer.WriteString("symbol", change.Symbol);
                writer.WriteNumber("type", TypeOf(change));
                writer.WriteString("deltaType", "USER_ADJUST");
                writer.Amount("amount", Math.Abs(change.Amount));
                writer.WriteString("asset", "USDT");
                writer.WriteNumber("time", change.Time);
                writer.WriteString("positionSide", "BOTH");
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }

    private static int TypeOf(MarginChange change) => change.Amount > 0 ? Add : Reduce;

    private static ApiReply Moved(decimal amount, long type) => ApiReply.Ok((amount, type), static (writer, x) =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("amount", x.amount);
        writer.WriteNumber("code", 200);
        writer.WriteString("msg", "Successfully modify position margin.");
        writer.WriteNumber("type", x.type);
        writer.WriteEndObject();
    });
}
