using System.Text.Json.Nodes;
using Spark.Contracts;

namespace Spark.Copilot.Tests.Components;

/// <summary>Confirmations as the executor shows them.</summary>
internal static class Proposals
{
    public static ConfirmationResponse Buy(DateTimeOffset expiresAt, bool passed = true) => Of(
        "/futures/order.place",
        new JsonObject { ["symbol"] = "BTCUSDT", ["side"] = "BUY", ["type"] = "LIMIT", ["quantity"] = 0.001m, ["price"] = 65012.5m },
        "BUY 0.001 BTCUSDT LIMIT @ 65012.5 GTC", expiresAt, raisesExposure: true, Evidence(passed));

    public static ConfirmationResponse CancelAll(DateTimeOffset expiresAt) =>
        Of("/futures/order.cancelAll", [], "Cancel all open orders", expiresAt, raisesExposure: false, null);

    /// <summary>All positions, with what it would do.</summary>
    public static ConfirmationResponse CloseAll(DateTimeOffset expiresAt)
    {
        var all = Of("/futures/position.close", [], "Close every open position (BTCUSDT): SELL 0.002 BTCUSDT MARKET reduce-only", expiresAt, raisesExposure: false, null);
        var would = new JsonObject { ["symbol"] = "BTCUSDT", ["side"] = "SELL", ["quantity"] = 0.002m, ["result"] = "wouldClose", ["positionBefore"] = 0.002m, ["positionAfter"] = 0 };
        return all with { Confirmation = all.Confirmation with { Would = [would] } };
    }

    public static ConfirmationResponse CloseBreaker(DateTimeOffset expiresAt) =>
        Of("/futures/risk/circuit-breaker/close", [], "Close the circuit breaker", expiresAt, raisesExposure: false, null);

    public static EvidenceView Evidence(bool passed) => new()
    {
        RiskChecks = ["maxNotional", "leverage"],
        Checks =
        [
            new RiskCheckView("maxNotional", passed, 100, passed ? 65.0125m : 650_125m) { Error = passed ? null : "MaxNotionalExceeded" },
            new RiskCheckView("leverage", true, 5, 0.0065m),
        ],
        Passed = passed,
        MarkPrice = 65_010m,
        Notional = 65.0125m,
        EstimatedFillPrice = 65_012.5m,
        SlippageBps = 0.4m,
        EstimatedFee = 0.026m,
        PositionBefore = -0.002m,
        PositionAfter = -0.001m,
        MarginBefore = 6.5m,
        MarginAfter = 3.25m,
    };

    private static ConfirmationResponse Of(string path, JsonObject parameters, string summary, DateTimeOffset expiresAt, bool raisesExposure, EvidenceView? evidence) => new()
    {
        Confirmation = new ConfirmationView
        {
            Id = "c0ffee",
            ExpiresAt = expiresAt,
            Summary = summary,
            Evidence = evidence,
            ConfirmUrl = "http://localhost:3003/copilot/confirmations/c0ffee",
            Action = new JsonObject { ["action"] = path, ["params"] = parameters, ["dryRun"] = false, ["confirm_required"] = true },
        },
        Origin = "agent:copilot",
        RaisesExposure = raisesExposure,
        Symbol = raisesExposure ? "BTCUSDT" : null,
    };
}
