using Spark.Copilot.Agent;
using Spark.Copilot.Feed;
using Spark.Copilot.Language;
using Spark.Copilot.Suggestions;
using Spark.Copilot.Tests.Agent;

namespace Spark.Copilot.Tests.Suggestions;

/// <summary>What the rules see, at the edges of their thresholds.</summary>
public sealed class SuggestionRulesTests
{
    private static readonly DateTimeOffset Now = Desks.Noon;

    private static DeskSnapshot Quiet => Desks.Quiet(Now);

    [Fact]
    public void A_quiet_desk_gives_no_reason_to_speak() => Assert.Empty(Look(Quiet));

    [Fact]
    public void A_desk_that_is_old_or_silent_proves_nothing()
    {
        Assert.Null(SuggestionRules.Look(Quiet.WithMargin(10) with { ReadAt = Now.AddSeconds(-16) }, Now, _ => false));
        Assert.Null(SuggestionRules.Look(Quiet.WithMargin(10) with { Answering = false }, Now, _ => false));
        Assert.Null(SuggestionRules.Look(DeskSnapshot.Empty, Now, _ => false));
    }

    [Fact]
    public void A_stream_that_was_asked_for_and_is_down_is_seen_and_one_that_nobody_asked_for_is_not()
    {
        Assert.Equal(SuggestionCodes.MarketStreamDown, Assert.Single(Look(Quiet.With(market: Desks.Market(false, Now)))).Code);
        Assert.Equal(SuggestionCodes.UserStreamDown, Assert.Single(Look(Quiet.With(user: Desks.User(false)))).Code);
        Assert.Empty(Look(Quiet.With(market: Desks.Market(false, Now) with { Wanted = false })));
    }

    [Fact]
    public void A_silent_market_stream_is_seen_after_10_s_and_until_it_is_below_5_s()
    {
        Assert.Empty(Look(Quiet.With(market: Desks.Market(true, Now.AddSeconds(-9.9)))));
        Assert.Single(Look(Quiet.With(market: Desks.Market(true, Now.AddSeconds(-10)))));
        Assert.Single(Look(Quiet.With(market: Desks.Market(true, Now.AddSeconds(-6))), stands: true));
        Assert.Empty(Look(Quiet.With(market: Desks.Market(true, Now.AddSeconds(-4.9))), stands: true));
    }

    [Fact]
    public void Low_margin_is_seen_below_20_percent_and_until_30_and_names_the_largest_position()
    {
        Assert.Empty(Look(Quiet.WithMargin(200)));
        Assert.Equal("BTCUSDT", Assert.Single(Look(Quiet.WithMargin(199))).Values["symbol"]);
        Assert.Single(Look(Quiet.WithMargin(299), stands: true));
        Assert.Empty(Look(Quiet.WithMargin(300), stands: true));
        Assert.Empty(Look(Quiet.WithMargin(100) with { Positions = [] }));
    }

    [Fact]
    public void The_daily_loss_is_near_at_80_percent_until_70_and_not_once_the_breaker_is_open()
    {
        Assert.Empty(Look(Quiet.WithPnl(-39.99m)));
        Assert.Single(Look(Quiet.WithPnl(-40)));
        Assert.Single(Look(Quiet.WithPnl(-36), stands: true));
        Assert.Empty(Look(Quiet.WithPnl(-34.9m), stands: true));
        Assert.Empty(Look(Quiet.WithPnl(-60, open: true)));
    }

    [Fact]
    public void A_canary_waits_while_it_passed_is_unused_and_has_time_left()
    {
        Assert.Single(Look(Quiet.WithCanary(Now.AddSeconds(15))));
        Assert.Empty(Look(Quiet.WithCanary(Now.AddSeconds(14.9))));
        Assert.Empty(Look(Quiet.WithCanary(Now.AddSeconds(200), state: "applied")));
        Assert.Empty(Look(Quiet.WithCanary(Now.AddSeconds(200), passed: false)));
    }

    [Fact]
    public void A_wide_spread_is_seen_at_10_basis_points_until_6_and_only_where_the_market_streams()
    {
        Assert.Empty(Look(Quiet.WithSpread(9.9m)));
        Assert.Single(Look(Quiet.WithSpread(10)));
        Assert.Single(Look(Quiet.WithSpread(6.1m), stands: true));
        Assert.Empty(Look(Quiet.WithSpread(5.9m), stands: true));
        Assert.Empty(Look(Quiet.WithSpread(50, "SOLUSDT")));
    }

    [Fact]
    public void Every_draft_is_valid_and_nothing_that_raises_exposure_goes_without_a_person()
    {
        var everything = Look(Quiet.With(market: Desks.Market(false, Now), user: Desks.User(false)).WithMargin(10).WithPnl(-45).WithCanary(Now.AddSeconds(100)).WithUnknownOrder())
            .Concat(Look(Quiet.With(market: Desks.Market(true, Now.AddSeconds(-20))).WithSpread(20))).ToList();
        Assert.Equal(SuggestionCodes.All.Order(), everything.Select(one => one.Code).Order());
        foreach (var seen in everything)
        {
            if (seen.Draft?.ToCard("s-1", "why") is not { } card) continue;
            Assert.Empty(CardMaker.Verdict(card.ToAction()));
            if (card.Action == "/canary/confirm") Assert.True(card.ConfirmRequired);
            if (card.Action == "/futures/position.close") Assert.True(card.DryRun);
        }
    }

    [Fact]
    public void Every_sentence_is_whole_in_both_languages_and_numbers_are_written_as_people_there_do()
    {
        var everything = Look(Quiet.With(market: Desks.Market(false, Now), user: Desks.User(false)).WithMargin(123.4m).WithPnl(-45.5m).WithCanary(Now.AddSeconds(100)).WithUnknownOrder())
            .Concat(Look(Quiet.With(market: Desks.Market(true, Now.AddSeconds(-20))).WithSpread(20)));
        foreach (var seen in everything)
        {
            foreach (var part in (string[])["title", "text", "why", "reason"])
            {
                var (english, turkish) = (Say(SpokenLanguage.English, seen, part), Say(SpokenLanguage.Turkish, seen, part));
                Assert.DoesNotMatch("[{}]", english + turkish);
                Assert.True(part == "reason" || (english.Length > 0 && turkish.Length > 0 && english != turkish), $"{seen.Code}.{part}");
                Assert.Equal(seen.Draft is not null, part != "reason" ? seen.Draft is not null : english.Length > 0 && turkish.Length > 0);
            }
        }
        var loss = Assert.Single(Look(Quiet.WithPnl(-45.5m)));
        Assert.Contains("-45,5", Say(SpokenLanguage.Turkish, loss, "text"), StringComparison.Ordinal);
        Assert.Contains("-45.5", Say(SpokenLanguage.English, loss, "text"), StringComparison.Ordinal);
    }

    private static string Say(SpokenLanguage language, Sighting seen, string part) => Loaded.Prompts.Suggestions.Say(language, seen, part);

    private static IReadOnlyList<Sighting> Look(DeskSnapshot desk, bool stands = false) => SuggestionRules.Look(desk, Now, _ => stands)!;
}
