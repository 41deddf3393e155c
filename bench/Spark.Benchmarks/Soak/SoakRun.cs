using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Spark.Binance;
using Spark.Binance.Clock;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Streams.Market;
using Spark.Binance.Streams.Market.Book;
using Spark.Binance.Streams.Market.State;
using Spark.Binance.Streams.User;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Benchmarks.Soak;

/// <summary>
/// Minutes of ordinary life against the embedded exchange: the market streams and whole books of ten symbols, the user stream, an order placed and
/// cancelled again and again. At the end: has the memory stayed flat, and was every order's event seen?
/// <c>soak [MINUTES]</c>, 20 when not said.
/// </summary>
internal static class SoakRun
{
    private const int Symbols = 10;
    private const double MostGrowth = 1.10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(string[] options, CancellationToken ct)
    {
        var length = TimeSpan.FromMinutes(options is [var minutes, ..] ? double.Parse(minutes, CultureInfo.InvariantCulture) : 20);
        using var exchange = await EmbeddedExchange.StartAsync(ct);
        var endpoints = new BinanceEndpoints(exchange.Address, new UriBuilder(exchange.Address) { Scheme = "ws" }.Uri);
        var time = TimeProvider.System;
        using var http = BinanceHttp.CreateClient();
        using var client = new BinanceRestClient(http, endpoints, new BinanceCredentials("sim-key", "sim-secret"), new ServerClock(time), time, new Random(1));
        await client.RefreshClockAsync(ct);
        var traded = await TradedAsync(client, ct);
        Console.WriteLine(Table.Text($"{length.TotalMinutes:0.#} min, {traded.Length} symbols: {string.Join(' ', traded.Select(i => i.Symbol))}"));

        var observer = new QuietObserver();
        var state = new MarketState();
        ImmutableArray<Symbol> symbols = [.. traded.Select(i => i.Symbol)];
        using var subscription = state.Subscribe(symbols);
        await using var market = new MarketStream(endpoints, state, observer, time, new Random(2), NullLoggerFactory.Instance);
        await using var user = new UserStream(client, endpoints, observer, time, new Random(3), NullLoggerFactory.Instance);
        var books = symbols.Select((s, i) => new BookStream(s, client, endpoints, observer, time, new Random(10 + i), NullLoggerFactory.Instance)).ToList();
        await user.StartAsync(ct);
        await market.SubscribeAsync(symbols, ct);

        var seen = new ConcurrentDictionary<string, byte>();
        var reading = ReadEventsAsync(user, seen);
        var taking = Task.WhenAll(TakeAsync(subscription), TakeTradesAsync(subscription));
        var (expected, memory) = await LiveAsync(client, traded, state, length, ct);
        for (var waits = 0; waits < 100 && !expected.All(seen.ContainsKey); waits++) await Task.Delay(Pause, time, CancellationToken.None);

        var lost = expected.Count(e => !seen.ContainsKey(e));
        var isFlat = IsFlat(memory);
        var (live, losses) = (books.Count(b => b.Read(1) is not null), observer.Losses);
        foreach (var book in books) await book.DisposeAsync();
        subscription.Dispose();
        await user.DisposeAsync();
        await Task.WhenAll(reading, taking);
        Console.WriteLine(Table.Text($"messages {Total(state.Counts)}, stale {state.Counts.Stale}, errors {state.Counts.Errors}, books live {live}/{books.Count}, connections lost {losses}"));
        Console.WriteLine(Table.Text($"user events expected {expected.Count}, lost {lost}; memory after collection, MB: {string.Join(' ', memory.Select(m => m.ToString("0.0", CultureInfo.InvariantCulture)))}"));
        Console.WriteLine(lost == 0 && isFlat && live == books.Count ? "met: flat memory, no lost user event" : "NOT met");
        return lost == 0 && isFlat && live == books.Count ? 0 : 1;
    }

    // Places and cancels far from the market; every order owes two events. Memory is read twenty times on the way.
    private static async Task<(List<string> Expected, List<double> Memory)> LiveAsync(
        BinanceRestClient client, ImmutableArray<Instrument> traded, MarketState state, TimeSpan length, CancellationToken ct)
    {
        List<string> expected = [];
        List<double> memory = [];
        var started = TimeProvider.System.GetTimestamp();
        for (var n = 0; TimeProvider.System.GetElapsedTime(started) < length && !ct.IsCancellationRequested; n++)
        {
            var instrument = traded[n % traded.Length];
            if (state.TryGetMarkPrice(instrument.Symbol, out var mark)) await PlaceAndCancelAsync(client, instrument, mark.MarkPrice, n, expected);
            if (TimeProvider.System.GetElapsedTime(started) >= length * (memory.Count + 1) / 20) memory.Add(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0);
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
        return (expected, memory);
    }

    private static async Task PlaceAndCancelAsync(BinanceRestClient client, Instrument instrument, decimal mark, int n, List<string> expected)
    {
        var id = ClientOrderId.Parse(string.Create(CultureInfo.InvariantCulture, $"soak-{n}"));
        var price = instrument.Price.RoundDown(mark * 0.97m);
        var quantity = instrument.Lot.RoundUp(instrument.MinimumNotional * 1.2m / price);
        var placed = await client.PlaceOrderAsync(
            new OrderRequest { ClientOrderId = id, Symbol = instrument.Symbol, Side = Side.Buy, Type = OrderType.Limit, Quantity = quantity, Price = price, TimeInForce = TimeInForce.GoodTillCancel },
            CancellationToken.None);
        if (placed is not PlaceResult.Accepted) return;
        expected.Add($"{id} NEW");
        if (await client.CancelOrderAsync(instrument.Symbol, OrderKey.Of(id), CancellationToken.None) is CancelResult.Canceled) expected.Add($"{id} CANCELED");
    }

    private static async Task<ImmutableArray<Instrument>> TradedAsync(BinanceRestClient client, CancellationToken ct) =>
        await client.ExchangeInfoAsync(ct) is ExchangeResult<ImmutableArray<Instrument>>.Ok(var all)
            ? [.. all.Where(i => i.IsTrading).Take(Symbols)]
            : throw new InvalidOperationException("the exchange does not tell its contracts");

    // The first fifth warms up; after it the largest reading may be a tenth above the smallest, and two megabytes for small heaps.
    private static bool IsFlat(List<double> memory)
    {
        var settled = memory.Skip(memory.Count / 5).ToList();
        return settled.Count == 0 || settled.TakeLast(4).Min() <= settled.Take(4).Max() * MostGrowth + 2;
    }

    private static long Total(MarketCounts counts) => counts.Trades + counts.Books + counts.Tickers + counts.MarkPrices;

    private static async Task ReadEventsAsync(UserStream user, ConcurrentDictionary<string, byte> seen)
    {
        await foreach (var happened in user.Events.ReadAllAsync(CancellationToken.None))
        {
            if (happened is UserEvent.OrderUpdated { Order: var order }) seen[$"{order.ClientOrderId} {order.StatusWord}"] = 0;
        }
    }

    private static async Task TakeAsync(MarketSubscription subscription)
    {
        while (await subscription.WaitForChangeAsync(CancellationToken.None))
        {
            while (subscription.TryNextChange(out _))
            {
            }
        }
    }

    private static async Task TakeTradesAsync(MarketSubscription subscription)
    {
        while (await subscription.Trades.WaitToReadAsync(CancellationToken.None))
        {
            while (subscription.Trades.TryRead(out _))
            {
            }
        }
    }
}
