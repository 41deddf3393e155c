using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Spark.Copilot.Conversation;
using Spark.Copilot.Engines;
using Spark.Copilot.Plugins;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Agent;

/// <summary>
/// The one loop of every engine. Engines call, the loop decides: what wasn't offered isn't taken, calls become cards, reads and an asked-for
/// brake run as the agent, everything else waits for a person.
/// </summary>
internal sealed partial class TurnLoop(EngineSet engines, CardMaker cards, Phrasing phrasing, Texts texts, Claims claims, IActionRunner runner, IServiceProvider services, TimeProvider time, ILogger<TurnLoop> log)
{
    private const int MostRounds = 4;

    private const int MostCalls = 24;

    // What a model reads of one result; a person has all of it on the card.
    private const int MostResult = 16_000;

    /// <summary>Fills the turn and tells as it goes.</summary>
    public async IAsyncEnumerable<ChatEvent> RunAsync(Turn turn, [EnumeratorCancellation] CancellationToken ct)
    {
        var kernel = new Kernel(services, [.. ActionPlugins.Plugins]);
        for (var round = 1; round <= MostRounds; round++)
        {
            var answer = new Answer();
            turn.OfferedInRound = turn.Offered;
            await foreach (var text in AskAsync(turn, kernel, answer, mayCall: round < MostRounds, ct))
            {
                turn.Streamed.Append(text);
                yield return new ChatEvent.Delta(text);
            }
            turn.Said = answer.Claims ? texts.Say(turn.Language, "claimed") : answer.Text.ToString();
            if (answer.Calls.Count == 0) break;
            turn.Said = "";
            turn.History.Add(answer.Message());
            if (Declined(turn, answer.Calls)) break;
            var ranRead = false;
            foreach (var call in answer.Calls)
            {
                if (await TakeAsync(turn, kernel, call, ct) is not { } card) continue;
                turn.Cards.Add(card);
                ranRead |= card.Result is not null;
                yield return new ChatEvent.Carded(card);
            }
            if (!ranRead && !HasOnlyErrors(turn)) break;
        }
        Finish(turn);
    }

    private sealed class Answer
    {
        public StringBuilder Text { get; } = new();

        /// <summary>It says that something was done, which only the executor may say.</summary>
        public bool Claims { get; set; }

        public IReadOnlyList<FunctionCallContent> Calls { get; set; } = [];

        public ChatMessageContent Message()
        {
            var message = new ChatMessageContent(AuthorRole.Assistant, Text.Length > 0 ? Text.ToString() : null);
            foreach (var call in Calls) message.Items.Add(call);
            return message;
        }
    }

    private async IAsyncEnumerable<string> AskAsync(Turn turn, Kernel kernel, Answer answer, bool mayCall, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            answer.Text.Clear();
            answer.Claims = false;
            var calls = new FunctionCallContentBuilder();
            var settings = new PromptExecutionSettings { FunctionChoiceBehavior = Choice(turn, mayCall) };
            var patience = turn.Engine.Patience ?? Timeout.InfiniteTimeSpan;
            using var silence = new CancellationTokenSource(patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
            await using var updates = turn.Engine.Service.GetStreamingChatMessageContentsAsync(turn.History, settings, kernel, either.Token).GetAsyncEnumerator(either.Token);
            Exception? fault = null;
            while (true)
            {
                string? text;
                try
                {
                    if (!await updates.MoveNextAsync())
                    {
                        answer.Calls = calls.Build();
                        break;
                    }
                    silence.CancelAfter(patience);
                    calls.Append(updates.Current);
                    text = updates.Current.Content;
                }
                catch (Exception e) when (!turn.Engine.IsOffline && ModelFault.IsOne(e, ct))
                {
                    fault = e;
                    break;
                }
                if (string.IsNullOrEmpty(text)) continue;
                answer.Text.Append(text);
                answer.Claims |= IsUnproved(turn, answer);
                if (!answer.Claims) yield return text;
            }
            if (fault is null && !IsEmpty(turn, answer)) yield break;
            if (turn.Engine.IsOffline) yield break;
            FallBack(turn, fault);
        }
    }

    // A model may repeat what the executor answered in this turn; it has no other way to know that anything was done.
    private bool IsUnproved(Turn turn, Answer answer) =>
        !turn.Engine.IsOffline && !turn.Cards.Exists(card => card.Result is not null) && claims.AreIn(answer.Text.ToString());

    private static FunctionChoiceBehavior Choice(Turn turn, bool mayCall) => mayCall
        ? FunctionChoiceBehavior.Auto(turn.Offered, autoInvoke: false)
        : FunctionChoiceBehavior.None(turn.Offered);

    private static bool IsEmpty(Turn turn, Answer answer) => answer.Calls.Count == 0 && string.IsNullOrWhiteSpace(answer.Text.ToString()) && turn.Cards.Count == 0;

    private void FallBack(Turn turn, Exception? fault)
    {
        LogFellBack(log, turn.Engine.Name, fault?.GetType().Name ?? "an empty answer");
        turn.Engine = engines.Offline;
        turn.Notes.Add(texts.Say(turn.Language, "fallback"));
    }

    // Asking and refusing are for the whole message: whatever else was called with them is dropped.
    private bool Declined(Turn turn, IReadOnlyList<FunctionCallContent> calls)
    {
        var declining = calls.FirstOrDefault(call => call.Exception is null && (Is(call, PersonPlugin.Refuse) || Is(call, PersonPlugin.Ask)));
        if (declining is null) return false;
        foreach (var call in calls) Reply(turn, call, """{"proposed":false,"status":"dropped"}""");
        if (Is(declining, PersonPlugin.Refuse))
        {
            var code = Argument(declining, "code")?.ToString() == Refusal.PolicyViolation ? Refusal.PolicyViolation : Refusal.OutOfScope;
            turn.Refusal = new Refusal(code, texts.Say(turn.Language, "refuse." + code));
            return true;
        }
        var missing = Names(Argument(declining, "missing"));
        turn.Clarification = new Clarification(missing, Question(turn, declining, missing));
        return true;
    }

    private string Question(Turn turn, FunctionCallContent call, IReadOnlyList<string> missing) =>
        Argument(call, "question")?.ToString() is { Length: > 0 and <= 500 } asked ? asked : phrasing.Ask(turn.Language, missing);

    private async Task<ActionCard?> TakeAsync(Turn turn, Kernel kernel, FunctionCallContent call, CancellationToken ct)
    {
        if (call.Exception is not null || !kernel.Plugins.TryGetFunction(call.PluginName, call.FunctionName, out var function)
            || !turn.OfferedInRound.Contains(function) || ActionPlugins.Find(function) is not { } action)
        {
            LogNotOffered(log, turn.Engine.Name);
            Reply(turn, call, """{"proposed":false,"error":"there is no such function, or its arguments are not JSON"}""");
            return null;
        }
        if (++turn.Calls > MostCalls)
        {
            if (turn.Calls == MostCalls + 1) turn.Notes.Add(texts.Say(turn.Language, "tooMany"));
            Reply(turn, call, """{"proposed":false,"error":"too many calls in one turn"}""");
            return null;
        }
        var drafted = (await call.InvokeAsync(kernel, ct)).Result as ActionDraft ?? new ActionDraft(action.Definition.Path, call.Arguments ?? []);
        var card = cards.Make(action, drafted.Arguments, turn.Heard, turn.OpenOrderIsLive, $"{turn.CardPrefix}-{turn.Cards.Count + 1}");
        var grounding = new Grounding(turn.Heard, turn.Earlier, turn.Cards.Where(one => one.Result is not null).Select(one => one.Result!));
        var (provenance, untraced) = grounding.Trace(card);
        if (card.Valid && untraced.Count > 0)
        {
            LogUntraced(log, turn.Engine.Name, card.Action);
            turn.Notes.Add(texts.Say(turn.Language, "ungrounded", ("what", texts.Reason(turn.Language, card.Action, card.DryRun)), ("params", Values(card, untraced))));
            Reply(turn, call, """{"proposed":false,"error":"not in the person's words; nothing was proposed"}""");
            return null;
        }
        card = card with { Provenance = provenance };
        return RunsAtOnce(turn, action.Definition, card) ? await RunAsync(turn, call, card, ct) : Propose(turn, call, card);
    }

    private static string Values(ActionCard card, IReadOnlyList<string> names) =>
        string.Join(", ", names.Select(name => $"{name} {card.Params[name]?.ToJsonString() ?? "–"}")) is { Length: <= 200 } shown ? shown : string.Join(", ", names);

    private static bool RunsAtOnce(Turn turn, ActionDefinition definition, ActionCard card) => card.Valid
        && (definition.Effect == ActionEffect.Read || (definition.Path == ActionPaths.BreakerOpen && turn.MayAct && turn.Heard.AsksForBrake));

    private async Task<ActionCard> RunAsync(Turn turn, FunctionCallContent call, ActionCard card, CancellationToken ct)
    {
        var outcome = await runner.RunAsync(card, ct);
        turn.Tainted |= Taint.IsOf(card.Action);
        var result = outcome.Body.ToJsonString();
        Reply(turn, call, result.Length <= MostResult ? result : result[..MostResult]);
        return card with { Result = outcome.Body };
    }

    private static ActionCard Propose(Turn turn, FunctionCallContent call, ActionCard card)
    {
        var faults = new JsonArray([.. card.Violations.Select(fault => JsonValue.Create(fault.Message))]);
        Reply(turn, call, new JsonObject { [OfflineEngine.ProposedKey] = card.Valid, ["status"] = card.Valid ? "waiting for a person; nothing was done" : "not valid; nothing was done", ["violations"] = faults }.ToJsonString());
        return card;
    }

    // A model that only missed is told so once and may try again; cards end the turn.
    private static bool HasOnlyErrors(Turn turn) => turn.Cards.Count == 0;

    private void Finish(Turn turn)
    {
        if (turn.Clarification is not null || turn.Refusal is not null)
        {
            turn.Cards.RemoveAll(card => card.Result is null);
            turn.Said = turn.Refusal?.Message ?? turn.Clarification!.Question;
            return;
        }
        var waiting = turn.Cards.Where(card => card.Result is null).ToList();
        if (turn.Said.Length == 0) turn.Said = phrasing.Cards(turn.Language, turn.Cards);
        else if (waiting.Count > 0) turn.Said += "\n" + phrasing.Cards(turn.Language, waiting);
        if (turn.Said.Length == 0) turn.Said = texts.Say(turn.Language, "nothing");
    }

    private static void Reply(Turn turn, FunctionCallContent call, string result) =>
        turn.History.Add(new FunctionResultContent(call.FunctionName, call.PluginName, call.Id, result).ToChatMessage());

    private static bool Is(FunctionCallContent call, KernelFunction function) => call.PluginName == function.PluginName && call.FunctionName == function.Name;

    private static object? Argument(FunctionCallContent call, string name) => call.Arguments is { } arguments && arguments.TryGetValue(name, out var value) ? value : null;

    private static List<string> Names(object? missing)
    {
        try
        {
            var names = JsonNode.Parse(missing?.ToString() ?? "[]") as JsonArray ?? [];
            var read = names.OfType<JsonValue>().Select(name => name.ToString()).Where(name => name.Length is > 0 and <= 40).Distinct(StringComparer.Ordinal).Take(8).ToList();
            return read.Count > 0 ? read : ["action"];
        }
        catch (System.Text.Json.JsonException)
        {
            return missing?.ToString() is { Length: > 0 and <= 40 } one ? [one] : ["action"];
        }
    }

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "Engine {Engine} failed ({Fault}); the offline engine answers")]
    private static partial void LogFellBack(ILogger log, string engine, string fault);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Warning, Message = "Engine {Engine} drafted {Action} with values that nobody said; it was refused")]
    private static partial void LogUntraced(ILogger log, string engine, string action);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Warning, Message = "Engine {Engine} called what it was not offered, or with arguments that are not JSON")]
    private static partial void LogNotOffered(ILogger log, string engine);
}
