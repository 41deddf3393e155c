using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Spark.Copilot.Components.Chat;
using Spark.Copilot.Conversation;
using Spark.Copilot.SignIn;

namespace Spark.Copilot.Tests.Components;

public sealed class ChatSessionTests : IDisposable
{
    private readonly ScriptedChat _chat = new();
    private readonly ScriptedRunner _runner = new();
    private readonly ChatSession _session;

    public ChatSessionTests() => _session = new ChatSession(_chat, _runner, NullLogger<ChatSession>.Instance);

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task An_answer_gathers_its_words_and_cards_and_the_next_message_goes_on_in_its_conversation()
    {
        _chat.Says("Here ", "you are.", Cards.Buy(dryRun: true));
        await _session.SendAsync("  buy  ");
        await _session.SendAsync("again");

        Assert.Equal("buy", Assert.IsType<ChatItem.Asked>(_session.Items[0]).Text);
        Assert.Equal("Here you are.", Assert.IsType<ChatItem.Answered>(_session.Items[1]).Text.ToString());
        Assert.Equal(CardState.Ready, Assert.IsType<ChatItem.Proposed>(_session.Items[2]).State);
        Assert.Equal([null, "conversation-1"], _chat.Asked.Select(request => request.ConversationId));
    }

    [Fact]
    public async Task A_stopped_answer_keeps_what_has_come_and_says_so()
    {
        _chat.Hangs = true;
        _chat.Says("Half");
        var sending = _session.SendAsync("go");
        await _chat.Hanging.Task.WaitAsync(TestContext.Current.CancellationToken);

        _session.Stop();
        await sending;

        var answer = Assert.IsType<ChatItem.Answered>(_session.Items[1]);
        Assert.Equal((ReplyState.Stopped, "Half"), (answer.State, answer.Text.ToString()));
        Assert.False(_session.Busy);
    }

    [Fact]
    public async Task Cancelling_all_and_then_closing_all_is_one_wish_that_is_confirmed_once()
    {
        _chat.Says(Cards.OfEverything("/futures/order.cancelAll"), Cards.OfEverything("/futures/position.close"));
        await _session.SendAsync("flatten everything");
        _chat.Says(Cards.OfEverything("/futures/position.close"));
        await _session.SendAsync("close all positions");

        var cards = _session.Items.OfType<ChatItem.Proposed>().ToArray();
        Assert.Equal([cards[0], cards[1]], cards[0].Together);
        Assert.Same(cards[0].Together, cards[1].Together);
        Assert.Empty(cards[2].Together);
    }

    [Fact]
    public async Task An_order_is_checked_against_the_limits_before_anybody_runs_it_and_nothing_waits_for_that()
    {
        _runner.Holds = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var card = await ProposedAsync(dryRun: false);
        Assert.Equal((CardState.Ready, CheckState.Asked, 0), (card.State, card.Checking, _runner.Runs));
        var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _session.Changed += () => known.TrySetResult();

        _runner.Holds.SetResult();
        await known.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((CheckState.Known, true, 2), (card.Checking, card.Checks!.Passed, card.Checks.Checks.Count));
        Assert.Equal(0, _runner.Runs);
    }

    [Theory]
    [InlineData(503, """{"error":"ExecutorUnreachable"}""", CheckState.Failed)]
    [InlineData(200, """{"evidence":7}""", CheckState.Failed)]
    [InlineData(400, """{"error":"MaxNotionalExceeded","message":"too large","failures":[{"name":"maxNotional","passed":false,"limit":100,"observed":800000}],"timestamp":"2026-11-22T12:00:00Z"}""", CheckState.Known)]
    public async Task Checks_that_fail_are_shown_and_checks_that_can_not_be_had_are_left_for_the_run(int status, string answer, CheckState state)
    {
        _runner.Checked = new ActionOutcome(status, JsonNode.Parse(answer)!.AsObject());

        var card = await ProposedAsync(dryRun: true);

        Assert.Equal((CardState.Ready, state), (card.State, card.Checking));
        Assert.NotEqual(true, card.Checks?.Passed);
    }

    [Fact]
    public async Task A_live_card_has_one_key_for_all_its_tries_and_another_once_it_was_changed_or_refused_for_certain()
    {
        _runner.Answer = Awaits();
        var card = await ProposedAsync(dryRun: false);
        await _session.RunAsync(card, Person.Local);
        _runner.Answer = new ActionOutcome(503, new JsonObject { ["error"] = "ExecutorUnreachable" });
        await _session.RunAsync(card, Person.Local);
        _runner.Answer = new ActionOutcome(400, new JsonObject { ["error"] = "MaxNotionalExceeded" });
        await _session.RunAsync(card, Person.Local);
        await _session.RunAsync(card, Person.Local);
        _session.Change(card, Cards.Buy(dryRun: false));
        await _session.RunAsync(card, Person.Local);

        var keys = _runner.Sent.Select(sent => sent.IdempotencyKey!).ToArray();
        Assert.All(keys, key => Assert.InRange(key.Length, 16, 64));
        Assert.Equal([keys[0], keys[0], keys[0]], keys[..3]);
        Assert.Equal(3, keys.Distinct().Count());
        Assert.Null((await ProposedAsync(dryRun: true)).Card.IdempotencyKey);
    }

    [Fact]
    public async Task Typed_words_change_no_card()
    {
        _runner.Answer = Awaits();
        var card = await ProposedAsync(dryRun: false);
        await _session.RunAsync(card, Person.Local);

        await _session.SendAsync("confirm it");
        await _session.SendAsync("BTCUSDT");

        Assert.Equal(CardState.Awaiting, card.State);
        Assert.Equal(1, _runner.Runs);
    }

    [Fact]
    public async Task A_live_action_comes_back_with_the_confirmation_that_a_person_is_asked_for()
    {
        _runner.Answer = Awaits();
        var card = await ProposedAsync(dryRun: false);

        await _session.RunAsync(card, Person.Local);

        Assert.Equal((CardState.Awaiting, "c0ffee"), (card.State, card.ConfirmationId));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 2, 0, TimeSpan.Zero), card.ConfirmBy);
    }

    [Theory]
    [InlineData(200, null, CardState.Done)]
    [InlineData(400, "MaxNotionalExceeded", CardState.Refused)]
    [InlineData(503, "ExecutorUnreachable", CardState.Refused)]
    [InlineData(503, "ExecutionUnknown", CardState.Unknown)]
    [InlineData(504, "ExecutorSilent", CardState.Unknown)]
    public async Task Only_an_answer_that_says_so_makes_a_card_done(int status, string? error, CardState state)
    {
        _runner.Answer = new ActionOutcome(status, error is null ? [] : new JsonObject { ["error"] = error });
        var card = await ProposedAsync(dryRun: true);

        await _session.RunAsync(card, Person.Local);

        Assert.Equal(state, card.State);
    }

    [Theory]
    [InlineData("""{"ok":false,"orders":[]}""", CardState.Partly)]
    [InlineData("""{"ok":false,"blocked":true}""", CardState.Refused)]
    [InlineData("""{"ok":true}""", CardState.Done)]
    public async Task An_answer_that_is_not_ok_is_not_done(string answer, CardState state)
    {
        _runner.Answer = new ActionOutcome(200, JsonNode.Parse(answer)!.AsObject());
        var card = await ProposedAsync(dryRun: true);

        await _session.RunAsync(card, Person.Local);

        Assert.Equal(state, card.State);
    }

    [Theory]
    [InlineData(CardState.Done)]
    [InlineData(CardState.Partly)]
    [InlineData(CardState.Unknown)]
    [InlineData(CardState.Running)]
    [InlineData(CardState.Dismissed)]
    [InlineData(CardState.Invalid)]
    public async Task A_card_that_was_or_may_have_been_carried_out_is_never_sent_again(CardState state)
    {
        var card = await ProposedAsync(dryRun: true);
        card.State = state;

        await _session.RunAsync(card, Person.Local);

        Assert.Equal(0, _runner.Runs);
    }

    [Fact]
    public async Task An_edited_message_withdraws_what_it_had_proposed_but_nothing_that_was_sent()
    {
        _chat.Says("Here.", Cards.Buy(dryRun: true), Cards.Buy(dryRun: true));
        await _session.SendAsync("buy");
        var cards = _session.Items.OfType<ChatItem.Proposed>().ToArray();
        await _session.RunAsync(cards[0], Person.Local);
        _session.Edit(_session.Items.OfType<ChatItem.Asked>().Single());
        Assert.Equal("buy", _session.Draft);

        await _session.SendAsync("buy less");

        Assert.Equal([CardState.Done, CardState.Dismissed], cards.Select(card => card.State));
        Assert.True(_session.Items.OfType<ChatItem.Asked>().First().IsReplaced);
        Assert.Null(_session.Editing);
    }

    [Fact]
    public async Task A_conversation_that_is_resumed_goes_on_and_its_old_cards_can_not_be_run()
    {
        var reply = new ChatReply { ConversationId = "c-1", Language = "en", Reply = "Here.", Actions = [Cards.Buy(dryRun: false)], Engine = "offline", ElapsedMs = 1 };
        _session.Resume("c-1", [new ChatTurn(default, "buy for real", reply)]);
        var card = _session.Items.OfType<ChatItem.Proposed>().Single();

        await _session.RunAsync(card, Person.Local);
        await _session.SendAsync("again");

        Assert.Equal((CardState.Past, 0), (card.State, _runner.Runs));
        Assert.Equal("c-1", _chat.Asked.Single().ConversationId);
    }

    [Fact]
    public async Task An_answer_that_ends_after_a_new_chat_began_leaves_no_trace_in_it()
    {
        _chat.Hangs = true;
        _chat.Says("Half");
        var sending = _session.SendAsync("go");
        await _chat.Hanging.Task.WaitAsync(TestContext.Current.CancellationToken);

        _session.Clear();
        await sending;

        Assert.Empty(_session.Items);
        Assert.Null(_session.ConversationId);
    }

    [Fact]
    public void The_draft_of_a_suggestion_is_offered_once()
    {
        var first = _session.Offer(Cards.Buy(dryRun: true));

        Assert.Same(first, _session.Offer(Cards.Buy(dryRun: true)));
        Assert.Single(_session.Items);
    }

    [Fact]
    public async Task A_viewer_runs_nothing()
    {
        var card = await ProposedAsync(dryRun: true);

        await _session.RunAsync(card, new Person("eve", "viewer"));

        Assert.Equal(0, _runner.Runs);
        Assert.Equal("Forbidden", (string?)card.Result!["error"]);
    }

    private async Task<ChatItem.Proposed> ProposedAsync(bool dryRun)
    {
        _chat.Says("Here.", Cards.Buy(dryRun));
        await _session.SendAsync("buy");
        return _session.Items.OfType<ChatItem.Proposed>().Last();
    }

    private static ActionOutcome Awaits() => new(428,
        new JsonObject { ["error"] = "ConfirmationRequired", ["confirmation"] = new JsonObject { ["expiresAt"] = "2026-11-22T12:02:00Z" } },
        "http://localhost:3003/copilot/confirmations/c0ffee");

    /// <summary>A chat whose next answer is written down.</summary>
    private sealed class ScriptedChat : IChat
    {
        private object[] _next = ["Nothing."];

        public List<ChatRequest> Asked { get; } = [];

        public bool Hangs { get; set; }

        public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Says(params object[] parts) => _next = parts;

        public async IAsyncEnumerable<ChatEvent> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken ct)
        {
            Asked.Add(request);
            foreach (var part in _next) yield return part is ActionCard card ? new ChatEvent.Carded(card) : new ChatEvent.Delta((string)part);
            if (Hangs)
            {
                Hanging.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            }
            yield return new ChatEvent.Done(new ChatReply
            {
                ConversationId = "conversation-1",
                Language = "en",
                Reply = string.Concat(_next.OfType<string>()),
                Engine = "offline",
                ElapsedMs = 1,
            });
        }
    }

    private sealed class ScriptedRunner : IActionRunner
    {
        public ActionOutcome Answer { get; set; } = new(200, []);

        public ActionOutcome Checked { get; set; } = new(200, Cards.DryRunAnswer);

        public TaskCompletionSource? Holds { get; set; }

        public int Runs { get; private set; }

        public List<ActionCard> Sent { get; } = [];

        public async Task<ActionOutcome> CheckAsync(ActionCard card, CancellationToken ct)
        {
            if (Holds is not null) await Holds.Task.WaitAsync(ct);
            return Checked;
        }

        public Task<ActionOutcome> RunAsync(ActionCard card, CancellationToken ct)
        {
            Runs++;
            Sent.Add(card);
            return Task.FromResult(Answer);
        }
    }
}
