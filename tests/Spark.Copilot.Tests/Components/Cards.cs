using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Contracts;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Tests.Components;

/// <summary>Cards and answers as chat and executor give them.</summary>
internal static class Cards
{
    /// <summary>A live card of every order or every position.</summary>
    public static ActionCard OfEverything(string path) => new()
    {
        Id = path,
        Action = path,
        Params = [],
        DryRun = false,
        ConfirmRequired = true,
        Reason = "close everything",
        Valid = true,
        Violations = [],
    };

    public static ActionCard Buy(bool dryRun) => new()
    {
        Id = "a1",
        Action = "/futures/order.place",
        Params = new JsonObject { ["symbol"] = "BTCUSDT", ["side"] = "BUY", ["type"] = "MARKET", ["quantity"] = 0.001m },
        DryRun = dryRun,
        ConfirmRequired = !dryRun,
        Reason = "Buy 0.001 BTC at market",
        Valid = true,
    };

    public static JsonObject DryRunAnswer => JsonSerializer.SerializeToNode(new PlaceOrderResponse
    {
        DryRun = true,
        Ack = true,
        Simulated = true,
        Order = new OrderView
        {
            ClientOrderId = "spk-1", Symbol = "BTCUSDT", Side = "BUY", Type = "MARKET", Quantity = 0.001m, ExecutedQuantity = 0, ReduceOnly = false,
            Status = "NEW", Conditional = false, Origin = "spark", UpdatedAt = default, State = "open",
        },
        Evidence = Proposals.Evidence(passed: true),
    }, ContractsJson.Default.PlaceOrderResponse)!.AsObject();
}
