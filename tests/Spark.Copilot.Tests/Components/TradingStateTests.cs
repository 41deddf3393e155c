using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Spark.Contracts;
using Spark.Copilot.Components.Layout;
using Spark.Copilot.Components.Trading;
using Spark.Copilot.Feed;

namespace Spark.Copilot.Tests.Components;

/// <summary>What the desk looks like when all is well, and when it is not.</summary>
public sealed class TradingStateTests : PageContext
{
    private Desk Desk => Services.GetRequiredService<Desk>();

    [Theory]
    [InlineData("simulator", "Play money")]
    [InlineData("testnet", "Test money")]
    [InlineData("production", "READ ONLY")]
    public void Each_venue_has_a_look_of_its_own(string venue, string says)
    {
        Know(Healthy(venue));

        var strip = Render<VenueStrip>();

        Assert.Contains(says, strip.Find($".venue.{venue}").TextContent);
        Assert.Single(strip.FindAll(".venue"));
    }

    [Fact]
    public void An_executor_that_stopped_answering_is_told_with_the_time_of_the_last_answer()
    {
        Know(Healthy("simulator"));
        Desk.Update(was => was with { Answering = false });

        var strip = Render<VenueStrip>();

        var notice = strip.Find(".notice.bad");
        Assert.Equal("alert", notice.GetAttribute("role"));
        Assert.Contains("doesn't answer", notice.TextContent);
        Assert.All(Render<HealthCards>().FindAll(".health-card"), card => Assert.Equal("bad", card.GetAttribute("data-level")));
    }

    [Fact]
    public void An_open_breaker_is_told_on_every_page_and_turns_its_card_red()
    {
        Know(Healthy("simulator") with { Risk = Risk(open: true) });

        Assert.Contains("Daily loss limit reached", Render<VenueStrip>().Find(".notice.warn").TextContent);
        var card = Render<HealthCards>().FindAll(".health-card")[2];
        Assert.Equal("bad", card.GetAttribute("data-level"));
        Assert.Contains("Circuit breaker open", card.TextContent);
    }

    [Theory]
    [InlineData(1, "ok", "Running")]
    [InlineData(8, "warn", "8 s old")]
    [InlineData(20, "bad", "Unknown")]
    public void What_is_not_fresh_is_never_green(int seconds, string level, string says)
    {
        Know(Healthy("simulator"));
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        var cards = Render<HealthCards>().FindAll(".health-card");

        Assert.Contains(says, cards[0].TextContent);
        Assert.All(cards, card => Assert.Equal(level, card.GetAttribute("data-level")));
    }

    [Theory]
    [InlineData("userData", "account stream is down")]
    [InlineData("market", "market stream is down")]
    public void A_stream_that_was_asked_for_and_is_down_is_told(string stream, string says)
    {
        var healthy = Healthy("simulator");
        Know(healthy with { Health = healthy.Health! with { Streams = new Dictionary<string, StreamView> { [stream] = new() { Wanted = true, Connected = false, AgeSeconds = 0, Reconnects = 1 } } } });

        Assert.Contains(says, Render<VenueStrip>().Find(".notice.warn").TextContent);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(6, true)]
    public void A_market_stream_that_stands_and_says_nothing_is_told_with_its_last_word_and_its_prices_are_forgotten(int silentFor, bool told)
    {
        var healthy = Healthy("simulator");
        var market = new StreamView { Wanted = true, Connected = true, AgeSeconds = 2, Reconnects = 3, LastMessageAt = Clock.GetUtcNow().AddSeconds(-silentFor), Symbols = ["BTCUSDT"] };
        var silent = healthy with
        {
            Health = healthy.Health! with { Streams = new Dictionary<string, StreamView> { ["market"] = market }, Timestamp = Clock.GetUtcNow() },
            Tickers = healthy.Tickers.Add("BTCUSDT", new TickerView("BTCUSDT", 65_100, 65_100, null, null, 0, 0)).Add("GONEUSDT", new TickerView("GONEUSDT", 1, 1, null, null, 0, 0)),
        };
        Know(silent);

        Assert.Equal(told ? 1 : 0, Render<VenueStrip>().FindAll(".notice.bad").Count);
        Assert.Equal(told ? "warn" : "ok", Render<HealthCards>().FindAll(".health-card")[1].GetAttribute("data-level"));
        Assert.Equal(!told, silent.IsLive("BTCUSDT"));
        Assert.Equal(told ? [] : ["BTCUSDT"], silent.WithLiveTickers().Tickers.Keys);
        if (told) Assert.Contains("Market data has stopped", Render<VenueStrip>().Find(".notice.bad").TextContent);
    }

    [Fact]
    public void What_is_too_old_to_be_true_is_told_while_nothing_else_happens()
    {
        Know(Healthy("simulator"));
        using var watch = Desk.Watch();
        var strip = Render<VenueStrip>();
        Assert.Empty(strip.FindAll(".notice"));

        Clock.Advance(TimeSpan.FromSeconds(21));

        strip.WaitForAssertion(() => Assert.Contains("What you see is old", strip.Find(".notice.bad").TextContent));
    }

    [Fact]
    public void An_executor_that_is_down_is_the_only_thing_told()
    {
        Know(Healthy("simulator") with { Answering = false, Risk = Risk(open: true), Link = LinkState.Down });

        Assert.Equal("ExecutorDown", Assert.Single(Notices.Of(Desk.Now, Clock.GetUtcNow())).Code);
    }

    [Fact]
    public void Before_the_first_answer_cards_say_that_they_load_and_tables_stay_silent()
    {
        Assert.Contains("Loading", Render<HealthCards>().Find(".health-card").TextContent);
        Assert.Equal("true", Render<AccountPanel>().Find("#tab-panel").GetAttribute("aria-busy"));
    }

    [Fact]
    public void Empty_tables_say_so_in_a_sentence()
    {
        Know(Healthy("simulator"));
        var panel = Render<AccountPanel>();

        foreach (var (tab, says) in ((string, string)[])[("positions", "No open position."), ("orders", "No open order."), ("fills", "Nothing filled yet."), ("canaries", "No canary yet.")])
        {
            panel.Find("#tab-" + tab).Click();
            Assert.Contains(says, panel.Find(".empty").TextContent);
        }
    }

    [Theory]
    [InlineData("positions", DeskPart.Positions)]
    [InlineData("orders", DeskPart.Orders)]
    [InlineData("fills", DeskPart.Fills)]
    [InlineData("canaries", DeskPart.Canaries)]
    public void A_list_that_could_not_be_read_says_since_when_how_old_it_is_and_offers_to_try_again(string tab, DeskPart part)
    {
        Know(Healthy("simulator") with { Readings = DeskSnapshot.Empty.Readings.Add(part, new PartReading(Clock.GetUtcNow().AddSeconds(-9), Clock.GetUtcNow().AddSeconds(-7))) });
        var asked = 0;
        Desk.Wanted += () => asked++;
        var panel = Render<AccountPanel>();
        panel.Find("#tab-" + tab).Click();

        var note = panel.Find(".part-note");
        Assert.Contains("can't be read", note.TextContent);
        Assert.Contains(":59:53", note.TextContent);
        Assert.Contains("9 s old", note.TextContent);
        Assert.True(panel.Find("#tab-panel").HasAttribute("data-old"));
        note.QuerySelector("button")!.Click();
        Assert.Equal(1, asked);
        panel.Find(tab == "positions" ? "#tab-orders" : "#tab-positions").Click();
        Assert.Empty(panel.FindAll(".part-note"));
    }

    [Fact]
    public void A_list_that_was_never_read_is_not_called_empty()
    {
        Know(Healthy("simulator") with { Readings = DeskSnapshot.Empty.Readings.Add(DeskPart.Positions, new PartReading(null, Clock.GetUtcNow())) });

        Assert.Equal("Not known", Render<AccountPanel>().Find("#tab-panel .empty").TextContent);
    }

    [Fact]
    public void A_balance_that_could_not_be_read_is_dimmed_with_its_age()
    {
        Know(Healthy("simulator") with { Readings = DeskSnapshot.Empty.Readings.Add(DeskPart.Account, new PartReading(Clock.GetUtcNow().AddSeconds(-4), Clock.GetUtcNow())) });
        var panel = Render<AccountPanel>();

        Assert.Equal("4 s old", panel.Find(".balances[data-old] [data-testid=balance-age]").TextContent);
        Assert.Contains("balance can't be read", panel.Find(".part-note").TextContent);
    }

    [Theory]
    [InlineData(DeskPart.Risk, 2)]
    [InlineData(DeskPart.Guardrails, 3)]
    [InlineData(DeskPart.Guardrails, 4)]
    public void A_health_card_whose_own_reading_fails_is_not_green(DeskPart part, int card)
    {
        Know(Healthy("simulator") with { Readings = DeskSnapshot.Empty.Readings.Add(part, new PartReading(Clock.GetUtcNow().AddSeconds(-3), Clock.GetUtcNow())) });
        Assert.Equal("warn", Render<HealthCards>().FindAll(".health-card")[card].GetAttribute("data-level"));

        Know(Healthy("simulator") with { Readings = DeskSnapshot.Empty.Readings.Add(part, new PartReading(Clock.GetUtcNow().AddSeconds(-20), Clock.GetUtcNow())) });
        var shown = Render<HealthCards>().FindAll(".health-card");
        Assert.Equal("bad", shown[card].GetAttribute("data-level"));
        Assert.Contains("Unknown", shown[card].TextContent);
        Assert.Equal("ok", shown[0].GetAttribute("data-level"));
    }

    [Fact]
    public void A_position_offers_to_be_closed_where_somebody_takes_it_and_not_to_who_may_only_look()
    {
        Know(Healthy("simulator") with { Positions = [new PositionView { Symbol = "BTCUSDT", Side = "LONG", Quantity = 0.01m, EntryPrice = 65_000 }] });
        Assert.Empty(Render<AccountPanel>().FindAll(".do button"));
        PositionView? asked = null;
        Render<AccountPanel>(with => with.Add(panel => panel.OnClose, position => asked = position)).Find(".do button").Click();
        Assert.Equal("BTCUSDT", asked!.Symbol);

        var card = PositionDrafts.Close(asked, "close it");
        Assert.Equal((true, true, false), (card.Valid, card.ConfirmRequired, card.DryRun));
        Assert.Equal("""{"symbol":"BTCUSDT"}""", card.Params.ToJsonString());
        Assert.True(Render<AccountPanel>(with => with.Add(panel => panel.OnClose, _ => { }).Add(panel => panel.ReadOnly, true)).Find(".do button").HasAttribute("disabled"));
    }

    [Fact]
    public void The_live_feed_is_filtered_by_kind_and_stands_still_while_it_is_paused()
    {
        Know(Healthy("simulator"));
        var panel = Render<FeedPanel>();
        Assert.Contains("Nothing yet", panel.Find(".empty").TextContent);
        Hear("""{"symbol":"BTCUSDT","tradeId":7,"orderId":1,"clientOrderId":"a","side":"BUY","price":65000.5,"quantity":0.001,"fee":0,"feeAsset":"USDT","realizedPnl":0,"maker":false,"time":"2026-11-22T12:00:00Z"}""", HubEvents.Fill);
        Hear("""{"code":"OrderVanished","severity":"critical","message":"spk-1 is gone","at":"2026-11-22T12:00:01Z"}""", HubEvents.Alert);
        Hear("""{"of":"another version"}""", HubEvents.Order);

        Assert.Equal(2, panel.FindAll("tbody tr.row").Count);
        Assert.Contains("0.001 @ 65000.5", panel.FindAll("tbody tr.row")[1].TextContent);
        panel.FindAll(".feed-tools .chip").Single(chip => chip.TextContent == "Alerts").Click();
        Assert.Contains("An order vanished", Assert.Single(panel.FindAll("tbody tr.row")).TextContent);
        panel.Find(".pause").Click();
        Hear("""{"code":"OrderUnknown","severity":"critical","message":"","at":"2026-11-22T12:00:02Z"}""", HubEvents.Alert);
        Assert.Single(panel.FindAll("tbody tr.row"));
        Assert.Contains("1 more", panel.Find("[role=status]").TextContent);
        panel.Find(".pause").Click();
        Assert.Equal(2, panel.FindAll("tbody tr.row").Count);

        void Hear(string json, string name)
        {
            using var body = System.Text.Json.JsonDocument.Parse(json);
            if (FeedEntry.Of(name, body.RootElement, Desk.Now.News.Length, Clock.GetUtcNow()) is { } entry) Desk.Update(was => was.With(entry));
            Clock.Advance(Desk.Pace);
            panel.Render();
        }
    }

    [Fact]
    public void The_live_feed_keeps_the_newest_two_hundred()
    {
        var desk = DeskSnapshot.Empty;
        for (var i = 0; i < 250; i++) desk = desk.With(new FeedEntry(i, Clock.GetUtcNow(), FeedKind.Order));

        Assert.Equal((200, 249, 50), (desk.News.Length, desk.News[0].Number, desk.News[^1].Number));
    }

    [Fact]
    public void A_position_is_valued_at_the_newest_mark_price()
    {
        Know(Healthy("simulator") with { Positions = [new PositionView { Symbol = "BTCUSDT", Side = "LONG", Quantity = 0.01m, EntryPrice = 65_000 }] });
        var panel = Render<AccountPanel>();

        Desk.Update(was => was with { Tickers = was.Tickers.SetItem("BTCUSDT", new TickerView("BTCUSDT", 65_100, 65_100, null, null, 0, 0)) });
        Clock.Advance(Desk.Pace);

        panel.WaitForAssertion(() => Assert.Contains("+1.00", panel.Find("tbody tr.row").TextContent));
    }

    [Fact]
    public void Arrow_keys_walk_the_tabs()
    {
        Know(Healthy("simulator"));
        var panel = Render<AccountPanel>();

        panel.Find("#tab-positions").KeyDown("ArrowLeft");

        Assert.Equal("true", panel.Find("#tab-feed").GetAttribute("aria-selected"));
    }

    private void Know(DeskSnapshot snapshot) => Desk.Update(_ => snapshot);

    private DeskSnapshot Healthy(string venue) => DeskSnapshot.Empty with
    {
        Link = LinkState.Live,
        Tried = true,
        Answering = true,
        ReadAt = Clock.GetUtcNow(),
        Health = new HealthResponse
        {
            Status = "ok",
            Testnet = venue != "production",
            Venue = venue,
            ServerTime = 0,
            ClockSkewMs = 3,
            Streams = new Dictionary<string, StreamView> { ["userData"] = new() { Wanted = true, Connected = true, AgeSeconds = 5, Reconnects = 0 } },
        },
        Risk = Risk(open: false),
        Guardrails = new GuardrailsStatusResponse
        {
            Thresholds = new GuardrailThresholdsView(1500, 0.05, 30),
            Current = new GuardrailValuesView { StreamUptimeSeconds = new Dictionary<string, double>(), LatencySamples = 0, ExchangeCalls = 0 },
            Actions = [],
        },
    };

    private static RiskStatusResponse Risk(bool open) => new()
    {
        Limits = new RiskLimitsView
        {
            MaxNotional = 100, MaxPositionSize = 0.1m, MaxPositionSizeBySymbol = new Dictionary<string, decimal>(), DailyLossLimit = 50, MaxLeverage = 5,
            PriceCollar = 0.05m, OrderRate = 10, OrderRateSeconds = 10, MaxMarketAgeSeconds = 5,
        },
        Usage = new RiskUsageView { DailyPnl = open ? -60 : 0, OpenOrders = 0, UnknownOrders = 0, OrdersInWindow = 0, RecordedPnl = 0 },
        CircuitBreaker = new CircuitBreakerView { Open = open, Reason = open ? "Daily loss limit reached" : null },
    };
}
