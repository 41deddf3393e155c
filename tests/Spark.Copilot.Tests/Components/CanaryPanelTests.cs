using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Spark.Contracts;
using Spark.Copilot.Components.Trading;
using Spark.Copilot.Feed;

namespace Spark.Copilot.Tests.Components;

/// <summary>Canaries with what they were held to, what was seen of them and how they ended, in both languages.</summary>
public sealed class CanaryPanelTests : PageContext
{
    [Theory]
    [InlineData("en", "Rolled back", "Filled 200.5 bps worse than the evidence, at most 50 bps are allowed.", "Closed 0.001, realised −1.55 USDT.")]
    [InlineData("tr", "Geri alındı", "Kanıttan 200,5 bps kötü doldu, en fazla 50 bps olabilir.", "0,001 kapatıldı, gerçekleşen −1,55 USDT.")]
    public void One_that_was_taken_back_says_which_bound_it_broke_by_how_much_and_what_was_closed(string language, string state, string broke, string closed)
    {
        var row = Row(language, Canary("rolledBack") with
        {
            Observation = Seen,
            Rollback = new CanaryRollbackView { Since = Clock.GetUtcNow(), Bound = "slippage", Limit = 50, Observed = 200.5m, Message = "", Closed = 0.001m, Realized = -1.55m, Done = true },
        });
        Assert.Contains(state, row, StringComparison.Ordinal);
        Assert.Contains($"{broke} {closed}", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Applied, watched", "Watched until", "72,223.0", "−0.05")]
    [InlineData("tr", "Uygulandı, izleniyor", "saatine kadar izleniyor", "72.223,0", "−0,05")]
    public void One_under_watch_says_until_when_and_how_it_stands_against_its_evidence(string language, string state, string until, string price, string pnl)
    {
        var row = Row(language, Canary("applied") with { Observation = Seen, WatchedUntil = Clock.GetUtcNow().AddSeconds(60), Watch = new CanaryWatchView(60, 50, 0.01m, 2) });
        Assert.All((string[])[state, until, price, pnl], text => Assert.Contains(text, row, StringComparison.Ordinal));
    }

    [Fact]
    public void One_that_passed_unfilled_claims_no_price()
    {
        var row = Row("en", Canary("passed") with { Observation = Seen with { Filled = 0, AveragePrice = null, SlippageBps = null, Pnl = 0 }, Watch = new CanaryWatchView(60, 50, 0.01m, 2) });
        Assert.Contains("Accepted; nothing has filled yet.", row, StringComparison.Ordinal);
        Assert.Contains("–", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_canary_is_counted_and_a_part_of_them_is_drawn()
    {
        Services.GetRequiredService<Desk>().Update(_ => DeskSnapshot.Empty with { Tried = true, Canaries = [.. Enumerable.Range(0, 150).Select(i => Canary("passed") with { Id = $"canary-{i}" })] });

        var panel = Render<CanaryPanel>();

        Assert.Equal("151", panel.Find("table").GetAttribute("aria-rowcount"));
        Assert.InRange(panel.FindAll("tbody tr.row").Count, 1, 149); // a part is drawn, the browser test reaches the end
    }

    private static CanaryObservationView Seen => new()
    {
        At = DateTimeOffset.UnixEpoch, Filled = 0.001m, AveragePrice = 72_223m, ExpectedPrice = 72_223m, SlippageBps = 0, Fees = 0.036m, Held = 0.001m, MarkPrice = 72_209m, Pnl = -0.05m,
    };

    private CanaryView Canary(string state) => new()
    {
        Id = "canary-1", Scope = "futures-testnet", Symbol = "BTCUSDT", Side = "BUY", Type = "MARKET", Quantity = 0.001m, State = state, Passed = true, RunBy = "person:local",
        RunAt = Clock.GetUtcNow(), ExpiresAt = Clock.GetUtcNow().AddSeconds(300),
    };

    private string Row(string language, CanaryView canary)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services.GetRequiredService<Desk>().Update(_ => DeskSnapshot.Empty with { Tried = true, Canaries = [canary] });
        return Render<CanaryPanel>().Find("tbody tr.row").TextContent;
    }
}
