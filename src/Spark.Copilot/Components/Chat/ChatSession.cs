using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Confirmations;
using Spark.Copilot.Conversation;
using Spark.Copilot.Pages;
using Spark.Copilot.SignIn;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Components.Chat;

/// <summary>One page's conversation: what was said, the cards, and what became of them. It proposes and runs; it can't confirm.</summary>
internal sealed partial class ChatSession(IChat chat, IActionRunner runner, ILogger<ChatSession> log) : IDisposable
{
    private readonly List<ChatItem> _items = [];
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _run;

    /// <summary>Something is to be drawn again.</summary>
    public event Action? Changed;

    public IReadOnlyList<ChatItem> Items => _items;

    /// <summary>What stands in the composer.</summary>
    public string Draft { get; set; } = "";

    /// <summary>Whether quick commands are sent as they are.</summary>
    public bool AtOnce { get; set; }

    public bool Busy { get; private set; }

    /// <summary>Names the conversation; null before its first answer.</summary>
    public string? ConversationId { get; private set; }

    /// <summary>Turns of the conversation that are kept and not among <see cref="Items"/>: they come before them.</summary>
    public int TurnsBefore { get; private set; }

    /// <summary>The message that the next one replaces; null: none.</summary>
    public ChatItem.Asked? Editing { get; private set; }

    /// <summary>Sends a message and takes in the answer as it comes.</summary>
    public async Task SendAsync(string text)
    {
        if (Busy || string.IsNullOrWhiteSpace(text)) return;
        Replace();
        (Busy, Draft) = (true, "");
        var answer = new ChatItem.Answered();
        _items.Add(new ChatItem.Asked(text.Trim()));
        _items.Add(answer);
        Changed?.Invoke();
        using var run = _run = new CancellationTokenSource();
        try
        {
            await foreach (var happened in chat.StreamAsync(new ChatRequest(text.Trim(), ConversationId), run.Token)) Take(answer, happened);
            answer.State = ReplyState.Done;
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            answer.State = ReplyState.Stopped;
        }
        catch (ChatException e)
        {
            answer.Text.Append(e.Message);
            answer.State = ReplyState.Failed;
        }
        catch (Exception e)
        {
            LogFailed(log, e);
            answer.State = ReplyState.Failed;
        }
        (Busy, _run) = (false, null);
        Changed?.Invoke();
    }

    /// <summary>Stops the answer; what it has proposed stays.</summary>
    public void Stop() => _run?.Cancel();

    /// <summary>Takes a message back into the composer, to be sent again in other words.</summary>
    public void Edit(ChatItem.Asked asked)
    {
        (Editing, Draft) = (asked, asked.Text);
        Changed?.Invoke();
    }

    /// <summary>Leaves the message as it was.</summary>
    public void KeepAsItWas()
    {
        (Editing, Draft) = (null, "");
        Changed?.Invoke();
    }

    /// <summary>Begins anew; the cards of before are gone with their buttons.</summary>
    public void Clear()
    {
        TurnsBefore = 0;
        Show(null, []);
    }

    /// <summary>Goes on with a conversation that was kept.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="turns">Its newest turns, oldest first.</param>
    /// <param name="before">How many more are kept before those.</param>
    public void Resume(string id, IReadOnlyList<ChatTurn> turns, int before = 0)
    {
        if (id == ConversationId) return;
        TurnsBefore = before;
        Show(id, [.. turns.SelectMany(ItemsOf)]);
    }

    /// <summary>Takes in turns from before those that are here, oldest first.</summary>
    public void Precede(IReadOnlyList<ChatTurn> turns)
    {
        TurnsBefore = turns.Count == 0 ? 0 : Math.Max(0, TurnsBefore - turns.Count);
        _items.InsertRange(0, turns.SelectMany(ItemsOf));
        Changed?.Invoke();
    }

    /// <summary>Puts a card before the person that no message asked for; the same one is not put there twice.</summary>
    public ChatItem.Proposed Offer(ActionCard card)
    {
        if (_items.OfType<ChatItem.Proposed>().LastOrDefault(item => item.Card.Id == card.Id && item.CanBeEdited) is { } there) return there;
        var item = new ChatItem.Proposed(card);
        _items.Add(item);
        Check(item);
        Changed?.Invoke();
        return item;
    }

    /// <summary>Takes over what the person changed on a card.</summary>
    public void Change(ChatItem.Proposed item, ActionCard edited)
    {
        if (!item.CanBeEdited) return;
        item.Change(edited);
        Check(item);
        Changed?.Invoke();
    }

    /// <summary>Runs a card, or proposes a live one to the executor. One that was carried out, or may have been, is never sent again.</summary>
    public async Task RunAsync(ChatItem.Proposed item, Person person)
    {
        if (item.State is not (CardState.Ready or CardState.Refused or CardState.Awaiting)) return;
        if (!ActionCatalogue.TryFind(item.Card.Action, out var action) || !person.May(action.Effect))
        {
            Refuse(item, "Forbidden");
            return;
        }
        item.State = CardState.Running;
        Changed?.Invoke();
        try
        {
            Take(item, await runner.RunAsync(item.Card, CancellationToken.None));
        }
        catch (Exception e)
        {
            LogFailed(log, e);
            (item.State, item.Result) = (CardState.Unknown, null);
        }
        Changed?.Invoke();
    }

    /// <summary>Notes what came of a confirmation.</summary>
    public void Settle(ChatItem.Proposed item, CardState state, JsonObject? result)
    {
        if (state == CardState.Done && result is not null) state = DoneOrPartly(result);
        if (state == CardState.Refused) item.Renew();
        (item.State, item.Result, item.ConfirmationId) = (state, result, null);
        Changed?.Invoke();
    }

    /// <summary>The card that waits for this confirmation; null: none of this page.</summary>
    public ChatItem.Proposed? Awaiting(string confirmationId) =>
        _items.OfType<ChatItem.Proposed>().FirstOrDefault(item => item.State == CardState.Awaiting && item.ConfirmationId == confirmationId);

    public void Dismiss(ChatItem.Proposed item)
    {
        if (item.State is CardState.Running or CardState.Done or CardState.Partly or CardState.Unknown or CardState.Past) return;
        (item.State, item.ConfirmationId) = (CardState.Dismissed, null);
        Changed?.Invoke();
    }

    public void Dispose()
    {
        _run?.Cancel();
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Show(string? id, IReadOnlyList<ChatItem> items)
    {
        Stop();
        _items.Clear();
        _items.AddRange(items);
        (ConversationId, Editing) = (id, null);
        Changed?.Invoke();
    }

    // What the edited message led to is offered no longer, except what was sent.
    private void Replace()
    {
        if (Editing is not { } asked) return;
        asked.IsReplaced = true;
        foreach (var item in _items.SkipWhile(item => item != asked).Skip(1).TakeWhile(item => item is not ChatItem.Asked).OfType<ChatItem.Proposed>()) Dismiss(item);
        Editing = null;
    }

    private static IEnumerable<ChatItem> ItemsOf(ChatTurn turn)
    {
        yield return new ChatItem.Asked(turn.Message);
        var answer = new ChatItem.Answered { State = ReplyState.Done, Reply = turn.Reply };
        answer.Text.Append(turn.Reply.Reply);
        yield return answer;
        foreach (var card in turn.Reply.Actions) yield return new ChatItem.Proposed(card) is var item && item.State == CardState.Done ? item : Past(item);
    }

    private static ChatItem.Proposed Past(ChatItem.Proposed item)
    {
        item.State = CardState.Past;
        return item;
    }

    private void Take(ChatItem.Answered answer, ChatEvent happened)
    {
        if (!_items.Contains(answer)) return; // the person began anew meanwhile
        switch (happened)
        {
            case ChatEvent.Delta delta:
                answer.Text.Append(delta.Text);
                break;
            case ChatEvent.Carded carded:
                Join(new ChatItem.Proposed(carded.Card));
                break;
            case ChatEvent.Done { Reply: var reply }:
                ConversationId = reply.ConversationId;
                answer.Reply = reply;
                answer.Text.Clear().Append(reply.Reply);
                break;
        }
        Changed?.Invoke();
    }

    // All orders and then all positions: one wish, confirmed once.
    private void Join(ChatItem.Proposed item)
    {
        if (StepOf(item) == 2 && _items is [.., ChatItem.Proposed before] && StepOf(before) == 1)
        {
            before.Together = item.Together = [before, item];
        }
        _items.Add(item);
        Check(item);
    }

    // An order says before it is run how it stands to the limits. Nothing waits for that, and what was changed meanwhile is asked anew.
    private void Check(ChatItem.Proposed item)
    {
        if (item is { State: CardState.Ready, Card.Action: ActionPaths.OrderPlace }) _ = CheckAsync(item, item.Card);
    }

    private async Task CheckAsync(ChatItem.Proposed item, ActionCard card)
    {
        item.Checking = CheckState.Asked;
        CardChecks? checks = null;
        try
        {
            checks = CardChecks.Of(await runner.CheckAsync(card, _gone.Token));
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            LogFailed(log, e);
        }
        if (!ReferenceEquals(item.Card.Params, card.Params)) return;
        (item.Checking, item.Checks) = (checks is null ? CheckState.Failed : CheckState.Known, checks);
        Changed?.Invoke();
    }

    private static int? StepOf(ChatItem.Proposed item) =>
        item is { NeedsPerson: true, State: CardState.Ready } ? JointConfirmation.StepOf(item.Card.Action, item.Card.Params) : null;

    private static void Take(ChatItem.Proposed item, ActionOutcome outcome)
    {
        item.Result = outcome.Body;
        item.State = outcome switch
        {
            { AwaitsPerson: true, ConfirmUrl: not null } => CardState.Awaiting,
            { Succeeded: true } => DoneOrPartly(outcome.Body),
            { Status: 504 } => CardState.Unknown,
            _ when (string?)outcome.Body["error"] == "ExecutionUnknown" => CardState.Unknown,
            _ => CardState.Refused,
        };
        // With any other no it is unsure whether it was begun: the same key answers what came of it.
        if (item.State == CardState.Refused && (outcome.Status is >= 400 and < 500 || (string?)outcome.Body["error"] == "ExchangeRejected")) item.Renew();
        if (item.State != CardState.Awaiting) return;
        item.Result = null;
        item.ConfirmationId = outcome.ConfirmationId;
        item.ConfirmBy = DateTimeOffset.TryParse((string?)outcome.Body["confirmation"]?["expiresAt"], CultureInfo.InvariantCulture, out var by) ? by : null;
    }

    private static CardState DoneOrPartly(JsonObject body) => (body["blocked"] is not null, Words.IsPartial(body)) switch
    {
        (true, _) => CardState.Refused,
        (_, true) => CardState.Partly,
        _ => CardState.Done,
    };

    private void Refuse(ChatItem.Proposed item, string code)
    {
        (item.State, item.Result) = (CardState.Refused, new JsonObject { ["error"] = code });
        Changed?.Invoke();
    }

    [LoggerMessage(EventId = 3401, Level = LogLevel.Error, Message = "The conversation on a page failed")]
    private static partial void LogFailed(ILogger log, Exception e);
}
