using System.Text.Json.Nodes;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>Reads a clause that asks for something of the Strategy Lab.</summary>
internal static class StrategyWishes
{
    private static readonly string[] NeededToGenerate = ["symbol", "interval"];

    /// <summary>The draft, and the params that a person still has to name.</summary>
    public static (Draft Draft, IReadOnlyList<string> Missing) Of(Clause clause) => clause.Intent switch
    {
        ActionPaths.StrategyGenerate => Generate(clause),
        ActionPaths.StrategyBacktest => (Backtest(clause), []),
        ActionPaths.StrategyOptimize => (Optimize(clause), []),
        _ => (Deploy(clause), []),
    };

    private static (Draft, IReadOnlyList<string>) Generate(Clause clause)
    {
        var json = new JsonObject { ["description"] = Intervals.Describe(clause) };
        if (clause.Coins is [var coin]) json["symbol"] = coin;
        if (Intervals.Find(clause) is { } interval) json["interval"] = interval;
        return (new Draft(ActionPaths.StrategyGenerate, json), [.. NeededToGenerate.Where(name => !json.ContainsKey(name))]);
    }

    private static Draft Backtest(Clause clause)
    {
        var json = IdOf(clause);
        if (clause.Coins is [var coin]) json["symbol"] = coin;
        if (Intervals.Find(clause) is { } interval) json["interval"] = interval;
        TimeRange.Write(clause, json);
        return new Draft(ActionPaths.StrategyBacktest, json);
    }

    private static Draft Optimize(Clause clause)
    {
        var json = IdOf(clause);
        if (clause.Has(Concept.Drawdown)) json["objective"] = "drawdown";
        else if (clause.Has(Concept.Return)) json["objective"] = "return";
        return new Draft(ActionPaths.StrategyOptimize, json);
    }

    private static Draft Deploy(Clause clause)
    {
        var json = IdOf(clause);
        json["scope"] = Scopes.FuturesTestnet;
        return new Draft(ActionPaths.StrategyDeploy, json, WordsOfMode.Of(clause) == Mode.Dry ? true : null);
    }

    private static JsonObject IdOf(Clause clause) => ClientIds.Find(clause) is { } id ? new JsonObject { ["strategyId"] = id } : [];
}
