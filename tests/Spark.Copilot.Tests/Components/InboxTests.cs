using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Spark.Contracts;
using Spark.Copilot.Agent;
using Spark.Copilot.Components.Chat;
using Spark.Copilot.Components.Inbox;
using Spark.Copilot.Components.Layout;
using Spark.Copilot.Conversation;
using Spark.Copilot.Feed;
using Spark.Copilot.SignIn;
using Spark.Copilot.Suggestions;
using Spark.Copilot.Tests.Suggestions;

namespace Spark.Copilot.Tests.Components;

public sealed class InboxTests : PageContext
{
    private readonly ChatSession _session = new(new SilentChat(), new SilentRunner(), NullLogger<ChatSession>.Instance);

    public InboxTests()
    {
        Services.AddSingleton(provider => new SuggestionDesk(provider.GetRequiredService<Desk>(), AgentPrompts.Load(AgentPrompts.Folder).Suggestions, Clock));
        Services.AddScoped<InboxState>().AddScoped<SuggestionDrafts>();
        Services.AddSingleton(_session);
    }

    private Desk Desk => Services.GetRequiredService<Desk>();

    private SuggestionDesk Suggestions => Services.GetRequiredService<SuggestionDesk>();

    [Fact]
    public void A_suggestion_comes_as_a_toast_with_its_draft_its_why_and_a_way_to_dismiss_it()
    {
        var toasts = Render<ToastHost>();
        Raise();

        toasts.WaitForAssertion(() => Assert.Contains("daily loss limit is near", toasts.Find(".toast .says").TextContent));
        Assert.Contains("80 %", toasts.Find(".toast .why").TextContent);

        toasts.FindAll(".toast .buttons button")[0].Click();

        var card = Assert.IsType<ChatItem.Proposed>(Assert.Single(_session.Items));
        Assert.Equal("/futures/risk/circuit-breaker/open", card.Card.Action);
        Assert.Equal(CardState.Ready, card.State);
        Assert.Empty(toasts.FindAll(".toast"));
        Assert.Single(Suggestions.Open); // it stands until it is dismissed or its cause goes
    }

    [Fact]
    public void Dismissing_a_suggestion_takes_it_out_of_the_inbox_and_the_toasts()
    {
        var (toasts, inbox) = (Render<ToastHost>(), Render<InboxButton>());
        Raise();
        inbox.WaitForAssertion(() => Assert.Equal("1", inbox.Find(".dot").TextContent));
        inbox.Find(".bell").Click();

        inbox.FindAll(".inbox .suggestion .buttons button")[1].Click();

        inbox.WaitForAssertion(() => Assert.Contains("Nothing to suggest", inbox.Find(".inbox").TextContent));
        toasts.WaitForAssertion(() => Assert.Empty(toasts.FindAll(".toast")));
        Assert.Empty(inbox.FindAll(".dot"));
    }

    [Fact]
    public void An_alert_counts_until_the_inbox_was_opened_and_stays_in_it()
    {
        var inbox = Render<InboxButton>();
        Desk.Alert(new AlertEvent("OrderVanished", "critical", "spk-1 is gone", Clock.GetUtcNow()));
        inbox.WaitForAssertion(() => Assert.Equal("1", inbox.Find(".dot").TextContent));

        inbox.Find(".bell").Click();

        Assert.Empty(inbox.FindAll(".dot"));
        Assert.Contains("An order vanished", inbox.Find(".inbox .alert").TextContent);
        Assert.Contains("spk-1 is gone", inbox.Find(".inbox .alert").TextContent);
    }

    [Fact]
    public void Who_may_only_look_can_neither_draft_nor_dismiss()
    {
        Person = new Person("eve", "viewer");
        var inbox = Render<InboxButton>();
        Raise();
        inbox.WaitForElement(".dot");
        inbox.Find(".bell").Click();

        Assert.All(inbox.FindAll(".inbox .suggestion .buttons button"), button => Assert.True(button.HasAttribute("disabled")));
    }

    private void Raise()
    {
        _ = Suggestions;
        Desk.Update(_ => Desks.Quiet(Clock.GetUtcNow()).WithPnl(-45));
        Clock.Advance(Desk.Pace);
    }

    private sealed class SilentChat : IChat
    {
        public async IAsyncEnumerable<ChatEvent> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken ct)
        {
            await Task.CompletedTask;
            yield break;
        }
    }

    private sealed class SilentRunner : IActionRunner
    {
        public Task<ActionOutcome> RunAsync(ActionCard card, CancellationToken ct) => throw new InvalidOperationException("Nothing is to be run.");

        public Task<ActionOutcome> CheckAsync(ActionCard card, CancellationToken ct) => throw new InvalidOperationException("Nothing is to be run.");
    }
}
