using System.Globalization;
using System.Text.Json;
using Spark.Simulator.Faults;

namespace Spark.Simulator.Tests.Hosting;

public sealed class BookStreamTests
{
    [Theory]
    [InlineData("btcusdt@depth")]
    [InlineData("btcusdt@depth@100ms")]
    public async Task A_book_built_from_snapshot_and_changes_equals_a_later_snapshot(string stream)
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync($"/public/ws/{stream}");
        await StreamTests.ReadyAsync(socket);
        var book = new LocalBook((await x.GetAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=1000")).Json);
        for (var i = 0; i < 12; i++)
        {
            await StreamTests.AdvanceAsync(x, 500);
            await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.05");
        }
        await StreamTests.AdvanceAsync(x, 1_000);
        var wanted = (await x.GetAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=1000")).Json;
        while (book.LastUpdateId < wanted.GetProperty("lastUpdateId").GetInt64()) Assert.True(book.Apply(await socket.ReadAsync()));
        Assert.Equal(LocalBook.LevelsOf(wanted, "bids"), book.Bids);
        Assert.Equal(LocalBook.LevelsOf(wanted, "asks"), book.Asks);
    }

    [Fact]
    public async Task A_lost_depth_frame_breaks_the_chain_of_update_ids()
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync("/public/ws/btcusdt@depth@100ms");
        await StreamTests.ReadyAsync(socket);
        await StreamTests.AdvanceAsync(x, 1_000);
        var before = await socket.ReadAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.DepthGap) { Count = 1, Route = "btcusdt@depth@100ms" });
        await StreamTests.AdvanceAsync(x, 2_000);
        var gaps = 0;
        while (x.Now - before.GetProperty("E").GetInt64() > 300)
        {
            var next = await socket.ReadAsync();
            if (next.GetProperty("pu").GetInt64() != before.GetProperty("u").GetInt64()) gaps++;
            before = next;
        }
        Assert.Equal(1, gaps);
    }

    [Theory]
    [InlineData("/market/ws/btcusdt@aggTrade", "aggTrade")]
    [InlineData("/market/ws/btcusdt@kline_1m", "kline")]
    [InlineData("/market/ws/btcusdt_perpetual@continuousKline_1m", "continuous_kline")]
    [InlineData("/market/ws/btcusdt@miniTicker", "24hrMiniTicker")]
    [InlineData("/market/ws/!ticker@arr", "24hrTicker")]
    [InlineData("/market/ws/!miniTicker@arr", "24hrMiniTicker")]
    [InlineData("/market/ws/!markPrice@arr@1s", "markPriceUpdate")]
    [InlineData("/public/ws/!bookTicker", "bookTicker")]
    [InlineData("/public/ws/btcusdt@bookTicker", "bookTicker")]
    public async Task A_market_stream_speaks_its_own_kind_of_event(string path, string type)
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync(path);
        await StreamTests.AdvanceAsync(x, 3_000);
        var frame = await socket.ReadAsync();
        var first = frame.ValueKind == JsonValueKind.Array ? frame[0] : frame;
        Assert.Equal(type, first.GetProperty("e").GetString());
        if (frame.ValueKind == JsonValueKind.Array) Assert.True(frame.GetArrayLength() >= 20);
    }

    [Fact]
    public async Task A_candle_is_told_closed_exactly_once()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 58, TimeSpan.Zero));
        await using var x = await TestExchange.StartAsync(time: time);
        using var socket = await x.ConnectAsync("/market/ws/btcusdt@kline_1m");
        await StreamTests.ReadyAsync(socket);
        await StreamTests.AdvanceAsync(x, 4_000);
        var closed = 0;
        long opened;
        do
        {
            var frame = await socket.ReadAsync();
            if (!frame.TryGetProperty("k", out var candle))
            {
                opened = 0;
                continue;
            }
            opened = candle.GetProperty("t").GetInt64();
            if (candle.GetProperty("x").GetBoolean()) closed++;
        }
        while (opened < new DateTimeOffset(2026, 11, 22, 12, 1, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
        Assert.Equal(1, closed);
    }

    private sealed class LocalBook
    {
        private readonly SortedDictionary<decimal, decimal> _bids = new(Comparer<decimal>.Create((left, right) => right.CompareTo(left)));
        private readonly SortedDictionary<decimal, decimal> _asks = [];
        private bool _begun;

        public LocalBook(JsonElement snapshot)
        {
            LastUpdateId = snapshot.GetProperty("lastUpdateId").GetInt64();
            foreach (var (price, quantity) in LevelsOf(snapshot, "bids")) _bids[price] = quantity;
            foreach (var (price, quantity) in LevelsOf(snapshot, "asks")) _asks[price] = quantity;
        }

        public long LastUpdateId { get; private set; }

        public IEnumerable<(decimal, decimal)> Bids => _bids.Select(level => (level.Key, level.Value));

        public IEnumerable<(decimal, decimal)> Asks => _asks.Select(level => (level.Key, level.Value));

        /// <summary>By the exchange's rule; false when a frame is missing.</summary>
        public bool Apply(JsonElement frame)
        {
            if (!frame.TryGetProperty("u", out var last) || last.GetInt64() < LastUpdateId) return true;
            var fits = _begun
                ? frame.GetProperty("pu").GetInt64() == LastUpdateId
                : frame.GetProperty("U").GetInt64() <= LastUpdateId && last.GetInt64() >= LastUpdateId;
            _begun = true;
            LastUpdateId = last.GetInt64();
            Change(_bids, frame, "b");
            Change(_asks, frame, "a");
            return fits;
        }

        public static (decimal Price, decimal Quantity)[] LevelsOf(JsonElement json, string name) => json.GetProperty(name).EnumerateArray()
            .Select(level => (Number(level[0]), Number(level[1]))).ToArray();

        private static void Change(SortedDictionary<decimal, decimal> side, JsonElement frame, string name)
        {
            foreach (var (price, quantity) in LevelsOf(frame, name))
            {
                if (quantity == 0) side.Remove(price);
                else side[price] = quantity;
            }
        }

        private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
    }
}
