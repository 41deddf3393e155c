using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Spark.Contracts;
using Spark.Copilot.Components.Confirm;
using Spark.Copilot.Confirmations;
using Spark.Copilot.SignIn;

namespace Spark.Copilot.Tests.Components;

public sealed class ConfirmDialogTests : PageContext, IAsyncLifetime
{
    private ConfirmingExecutor _executor = null!;

    private DateTimeOffset InTwoMinutes => Clock.GetUtcNow().AddSeconds(120);

    public async ValueTask InitializeAsync()
    {
        _executor = await ConfirmingExecutor.StartAsync();
        Services.AddSingleton(new ConfirmationDesk(new ConfirmingClient(_executor.Address), new RecentConfirmations(Clock), Clock, NullLogger<ConfirmationDesk>.Instance));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _executor.DisposeAsync();
    }

    [Fact]
    public async Task It_shows_the_exact_order_its_figures_each_check_with_limit_and_observed_and_the_time_left()
    {
        var (dialog, _) = await OpenAsync(Proposals.Buy(InTwoMinutes));

        Assert.Equal("0.001 BTCUSDT", dialog.Find(".exact").TextContent);
        Assert.Contains("BUY 0.001 BTCUSDT LIMIT @ 65012.5 GTC", dialog.Find(".sent").TextContent);
        Assert.Contains("65012.5", dialog.Find(".order").TextContent);
        Assert.Contains("65.01 USDT", dialog.Markup);
        Assert.Contains("0.026 USDT", dialog.Markup);
        Assert.Equal(["-0.002 → -0.001", "6.50 → 3.25"], dialog.FindAll(".figures .change").Select(Change));
        Assert.Equal(["now:", ", after it:"], dialog.Find(".figures .change").QuerySelectorAll(".vh").Select(said => said.TextContent.Trim()));
        var check = dialog.Find(".checks tbody tr");
        Assert.Equal(["65.0125", "100", "34.9875"], check.QuerySelectorAll("td.num").Select(cell => cell.TextContent));
        Assert.Equal("120", dialog.Find("[data-testid=left]").TextContent);
    }

    [Fact]
    public async Task The_button_stays_off_until_the_symbol_is_typed_exactly()
    {
        var (dialog, _) = await OpenAsync(Proposals.Buy(InTwoMinutes));
        Assert.True(SendButton(dialog).IsDisabled());

        dialog.Find("#confirm-word").Input("btcusdt");
        Assert.True(SendButton(dialog).IsDisabled());

        dialog.Find("#confirm-word").Input("BTCUSDT");
        dialog.WaitForAssertion(() => Assert.False(SendButton(dialog).IsDisabled()));
        Assert.Empty(_executor.Confirmers);
    }

    [Fact]
    public async Task Confirming_carries_it_out_once_in_the_name_of_the_page()
    {
        var (dialog, answer) = await OpenAsync(Proposals.Buy(InTwoMinutes));
        dialog.Find("#confirm-word").Input("BTCUSDT");

        await SendButton(dialog).ClickAsync();

        Assert.IsType<Confirmed.CarriedOut>(await answer);
        Assert.Equal(["confirmation page"], _executor.Confirmers);
    }

    [Fact]
    public async Task The_holder_of_a_key_is_named_as_the_confirmer()
    {
        Person = new Person("alice", "trader");
        var (dialog, answer) = await OpenAsync(Proposals.Buy(InTwoMinutes));
        dialog.Find("#confirm-word").Input("BTCUSDT");

        await SendButton(dialog).ClickAsync();

        await answer;
        Assert.Equal(["confirmation page (alice)"], _executor.Confirmers);
    }

    [Fact]
    public async Task A_failing_check_keeps_the_button_off_and_says_so()
    {
        var (dialog, _) = await OpenAsync(Proposals.Buy(InTwoMinutes, passed: false));

        dialog.Find("#confirm-word").Input("BTCUSDT");

        Assert.True(SendButton(dialog).IsDisabled());
        Assert.Equal("alert", dialog.Find(".sheet .headline.bad").GetAttribute("role"));
        Assert.NotNull(dialog.Find(".checks tr.failed"));
    }

    [Fact]
    public async Task What_lowers_exposure_asks_for_no_word()
    {
        var (dialog, answer) = await OpenAsync(Proposals.CancelAll(InTwoMinutes));
        Assert.Empty(dialog.FindAll("#confirm-word"));

        await SendButton(dialog).ClickAsync();

        Assert.IsType<Confirmed.CarriedOut>(await answer);
    }

    [Fact]
    public async Task The_countdown_runs_and_at_its_end_nothing_can_be_confirmed()
    {
        var (dialog, _) = await OpenAsync(Proposals.Buy(InTwoMinutes));
        dialog.Find("#confirm-word").Input("BTCUSDT");

        Clock.Advance(TimeSpan.FromSeconds(30));
        dialog.WaitForAssertion(() => Assert.Equal("90", dialog.Find("[data-testid=left]").TextContent));
        Clock.Advance(TimeSpan.FromSeconds(90));

        dialog.WaitForAssertion(() => Assert.True(SendButton(dialog).IsDisabled()));
        Assert.Contains("expired", dialog.Markup);
    }

    [Fact]
    public async Task Escape_confirms_nothing()
    {
        var (dialog, answer) = await OpenAsync(Proposals.Buy(InTwoMinutes));
        dialog.Find("#confirm-word").Input("BTCUSDT");

        dialog.Find("dialog").TriggerEvent("oncancel", EventArgs.Empty);

        Assert.Null(await answer);
        Assert.Empty(_executor.Confirmers);
    }

    [Theory]
    [InlineData("expired", "expired")]
    [InlineData("unknown", "no such confirmation")]
    [InlineData("used", "carried out once")]
    public async Task What_can_not_be_confirmed_any_more_is_explained(string reason, string says)
    {
        _executor.WhyGone = reason;
        var (dialog, _) = await OpenAsync(null);

        Assert.Contains(says, dialog.Markup);
        Assert.Empty(dialog.FindAll("button.danger"));
    }

    [Theory]
    [InlineData("priceMoved")]
    [InlineData("changed")]
    public async Task A_refusal_at_the_last_moment_is_handed_back_as_one(string reason)
    {
        _executor.Answer = (409, new JsonObject { ["error"] = "ConfirmationInvalid", ["reason"] = reason });
        var (dialog, answer) = await OpenAsync(Proposals.Buy(InTwoMinutes));
        dialog.Find("#confirm-word").Input("BTCUSDT");

        await SendButton(dialog).ClickAsync();

        Assert.Equal(reason, (string?)Assert.IsType<Confirmed.Refused>(await answer).Body["reason"]);
    }

    [Fact]
    public async Task An_answer_lost_on_the_way_is_an_unknown_outcome()
    {
        _executor.Cuts = true;
        var (dialog, answer) = await OpenAsync(Proposals.Buy(InTwoMinutes));
        dialog.Find("#confirm-word").Input("BTCUSDT");

        await SendButton(dialog).ClickAsync();

        Assert.IsType<Confirmed.Unknown>(await answer);
        Assert.Single(_executor.Confirmers);
    }

    [Fact]
    public async Task A_trader_may_not_close_the_breaker()
    {
        Person = new Person("alice", "trader");
        var (dialog, _) = await OpenAsync(Proposals.CloseBreaker(InTwoMinutes));

        await SendButton(dialog).ClickAsync();

        dialog.WaitForAssertion(() => Assert.Contains("does not allow", dialog.Markup));
        Assert.Empty(_executor.Confirmers);
    }

    [Fact]
    public async Task Closing_everything_is_shown_on_one_sheet_and_confirmed_once_and_a_failure_of_the_first_holds_up_nothing()
    {
        _executor.PendingById["a1"] = Proposals.CancelAll(InTwoMinutes);
        _executor.PendingById["b2"] = Proposals.CloseAll(InTwoMinutes);
        _executor.AnswersById["a1"] = (502, new JsonObject { ["error"] = "ExchangeRejected" });
        _executor.AnswersById["b2"] = (200, new JsonObject { ["ok"] = true });
        var dialog = Render<ConfirmDialog>();
        Task<Confirmed?> answer = null!;
        _ = dialog.InvokeAsync(() => answer = dialog.Instance.AskAsync(JointConfirmation.IdOf(["a1", "b2"])));
        await dialog.WaitForElementAsync("h2[data-first-focus]", TimeSpan.FromSeconds(10));
        Assert.Equal(2, dialog.FindAll(".sheet").Count);
        Assert.Contains("0.002 BTCUSDT", dialog.Find(".cancels").TextContent);
        Assert.Equal("0.002 → 0", Change(dialog.Find(".cancels .change")));

        await SendButton(dialog).ClickAsync();

        var steps = Assert.IsType<Confirmed.Together>(await answer).Steps;
        Assert.IsType<Confirmed.Refused>(steps[0]);
        Assert.IsType<Confirmed.CarriedOut>(steps[1]);
        Assert.Equal(["a1", "b2"], _executor.Confirmed);
    }

    [Fact]
    public async Task What_raises_exposure_is_never_confirmed_together_with_something_else()
    {
        _executor.PendingById["a1"] = Proposals.CancelAll(InTwoMinutes);
        _executor.PendingById["b2"] = Proposals.Buy(InTwoMinutes);
        var desk = new ConfirmationDesk(new ConfirmingClient(_executor.Address), new RecentConfirmations(Clock), Clock, NullLogger<ConfirmationDesk>.Instance);

        Assert.IsType<Shown.Gone>(await desk.ShowAsync("a1~b2", Xunit.TestContext.Current.CancellationToken));
        Assert.IsType<Confirmed.Refused>(await desk.ConfirmAsync("a1~b2", "BTCUSDT", Person.Local, Xunit.TestContext.Current.CancellationToken));
        Assert.Empty(_executor.Confirmed);
    }

    private async Task<(IRenderedComponent<ConfirmDialog> Dialog, Task<Confirmed?> Answer)> OpenAsync(ConfirmationResponse? pending)
    {
        _executor.Pending = pending;
        var dialog = Render<ConfirmDialog>();
        Task<Confirmed?> answer = null!;
        _ = dialog.InvokeAsync(() => answer = dialog.Instance.AskAsync("c0ffee"));
        await dialog.WaitForElementAsync("h2[data-first-focus]", TimeSpan.FromSeconds(10));
        return (dialog, answer);
    }

    private static string Change(IElement change) => string.Join(" → ", change.QuerySelectorAll(".num").Select(number => number.TextContent));

    private static IElement SendButton(IRenderedComponent<ConfirmDialog> dialog) => dialog.Find("button.danger");
}
