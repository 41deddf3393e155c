using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Spark.Contracts;
using Spark.Guardrails.Actions;

namespace Spark.Executor.Account;

/// <summary>What an action would change as things stand, per order, for the person who is to confirm it.</summary>
internal static class Woulds
{
    /// <summary>The rows of its dry run; null for actions whose evidence says it all.</summary>
    public static JsonArray? Of(Turn turn, ValidatedAction action) => action.Request switch
    {
        ActionRequest.CancelAll all => Rows(Cancels.Targets(turn, all.Symbol)),
        ActionRequest.CancelOrder cancel when Cancels.Find(turn, cancel.Order) is { } order => Rows<CancelView>([Cancels.Would(order)]),
        ActionRequest.ClosePosition close => Rows(PositionCloses.Would(turn, close)),
        ActionRequest.SetLeverage set => Rows<LeverageView>([Leverages.View(turn, set.Symbol, set.Leverage)]),
        _ => null,
    };

    private static JsonArray Rows<T>(IEnumerable<T> rows) =>
        [.. rows.Select(row => JsonSerializer.SerializeToNode(row, (JsonTypeInfo<T>)ContractsJson.Answers.Options.GetTypeInfo(typeof(T))))];
}
