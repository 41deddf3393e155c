using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Spark.Copilot.Conversation;
using Spark.Copilot.Engines;
using Spark.Copilot.Language;

namespace Spark.Copilot.Agent;

/// <summary>Answers messages: hears the person's words, lets an engine call, keeps the conversation.</summary>
internal sealed class Chat(AgentPrompts prompts, MessageReader reader, EngineSet engines, TurnLoop loop, Explainer explainer, Conversations conversations, TimeProvider time) : IChat
{
    private const int Window = 6;

    public async IAsyncEnumerable<ChatEvent> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        Check(request);
        var conversation = request.ConversationId is null ? conversations.Begin()
            : conversations.Find(request.ConversationId) ?? throw new ChatException("conversationId", $"conversationId '{request.ConversationId}' is not known: leave it out to begin a conversation.");
        await conversation.Gate.WaitAsync(ct);
        try
        {
            var began = time.GetTimestamp();
            var turn = await BeginAsync(request, conversation, ct);
            var screened = Screened(turn) || await ExplainedAsync(turn, conversation, ct);
            if (!screened)
            {
                await foreach (var happened in loop.RunAsync(turn, ct)) yield return happened;
            }
            var reply = ReplyOf(turn, conversation.Id, time.GetElapsedTime(began));
            conversation.Add(new ChatTurn(time.GetUtcNow(), request.Message, reply), AfterOf(turn));
            if (Untold(turn, reply.Reply) is { Length: > 0 } rest) yield return new ChatEvent.Delta(rest);
            yield return new ChatEvent.Done(reply);
        }
        finally
        {
            conversation.Gate.Release();
        }
    }

    // What was streamed is a beginning of the reply, or was said before calls that made the reply another one.
    private static string Untold(Turn turn, string reply)
    {
        var told = turn.Streamed.ToString();
        if (told.Length == 0) return reply;
        return reply.StartsWith(told, StringComparison.Ordinal) ? reply[told.Length..] : "\n" + reply;
    }

    private static void Check(ChatRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Message)) throw new ChatException("message", "message is empty: 1 to 4000 characters are needed.");
        if (request.Message.Length > ChatRequest.LongestMessage) throw new ChatException("message", $"message has {request.Message.Length} characters: at most {ChatRequest.LongestMessage} are allowed.");
        if (request.Language is not (null or "tr" or "en")) throw new ChatException("language", $"language '{request.Language}' is not tr or en.");
    }

    private async Task<Turn> BeginAsync(ChatRequest request, ConversationState conversation, CancellationToken ct)
    {
        var before = conversation.Dialogue;
        if (before.Language == SpokenLanguage.None) before = before with { Language = SpokenLanguageExtensions.FromCode(request.Language) };
        var heard = reader.Hear(request.Message, before, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return new Turn
        {
            Heard = heard,
            Engine = engines.Preferred,
            OpenOrderIsLive = before.Order is { Live: true, IsCanary: false } && heard.Mode != Mode.Dry,
            History = HistoryOf(request, conversation, heard, await prompts.SystemAsync(heard.Language, ct)),
            Earlier = () => [.. conversation.Turns.TakeLast(Window).Select(turn => reader.Facts(turn.Message, SpokenLanguageExtensions.FromCode(turn.Reply.Language)))],
            MayAct = request.MayAct,
            CardPrefix = $"a{conversation.Count + 1}",
        };
    }

    private static ChatHistory HistoryOf(ChatRequest request, ConversationState conversation, Heard heard, string system)
    {
        var history = new ChatHistory(system);
        foreach (var turn in conversation.Turns.TakeLast(Window))
        {
            history.AddUserMessage(turn.Message);
            history.AddAssistantMessage(Recalled(turn.Reply));
        }
        history.Add(new ChatMessageContent(AuthorRole.User, request.Message, metadata: new Dictionary<string, object?> { [OfflineEngine.HeardKey] = heard }));
        return history;
    }

    // What was proposed is said in the catalogue's words; results of reads are not repeated, they are old and from outside.
    private static string Recalled(ChatReply reply)
    {
        var proposed = reply.Actions.Where(card => card.Result is null).Select(card => card.ToAction().ToJsonString()).ToList();
        return proposed.Count == 0 ? reply.Refusal?.Message ?? reply.Clarification?.Question ?? "(answered)" : "(proposed) " + string.Join(' ', proposed);
    }

    // Words that ask to skip a safeguard are refused before any model sees them.
    private bool Screened(Turn turn)
    {
        if (turn.Heard.Reading is not Reading.Refuse { Code: Refusal.PolicyViolation }) return false;
        turn.Refusal = new Refusal(Refusal.PolicyViolation, prompts.Texts.Say(turn.Language, "refuse." + Refusal.PolicyViolation));
        turn.Said = turn.Refusal.Message;
        return true;
    }

    // 'Why?' is answered from the audit, whatever engine there is: nobody guesses at reasons.
    private async Task<bool> ExplainedAsync(Turn turn, ConversationState conversation, CancellationToken ct)
    {
        if (turn.Heard.Reading is not Reading.Explain { About: var about }) return false;
        var cards = conversation.Turns.Count > 0 ? conversation.Turns[^1].Reply.Actions : [];
        turn.Said = await explainer.TellAsync(turn.Language, about, cards, ct);
        return true;
    }

    private static ChatReply ReplyOf(Turn turn, string conversationId, TimeSpan elapsed) => new()
    {
        ConversationId = conversationId,
        Language = turn.Language.ToCode(),
        Reply = string.Join('\n', turn.Notes.Append(turn.Said).Where(text => text.Length > 0)),
        Actions = [.. turn.Cards],
        Clarification = turn.Clarification,
        Refusal = turn.Refusal,
        Engine = turn.Engine.Name,
        ElapsedMs = (long)elapsed.TotalMilliseconds,
    };

    // After a model's turn the next message leans on what the model proposed, not on what the words alone would have given.
    private static Dialogue AfterOf(Turn turn)
    {
        if (turn.Engine.IsOffline || turn.Cards.Count == 0) return turn.Heard.After;
        var drafts = turn.Cards.Where(card => card.Valid).Select(card => new Draft(card.Action, (System.Text.Json.Nodes.JsonObject)card.Params.DeepClone(), card.DryRun)).ToList();
        var same = turn.Heard.Reading is Reading.Actions heard && heard.Drafts.Count == drafts.Count && heard.Drafts.Zip(drafts).All(pair => pair.First.Path == pair.Second.Path
            && System.Text.Json.Nodes.JsonNode.DeepEquals(pair.First.Params, pair.Second.Params));
        return same ? turn.Heard.After : new Dialogue { Language = turn.Language, Last = drafts };
    }
}
