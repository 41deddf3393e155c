using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spark.Contracts;
using Spark.Copilot.Executor;

namespace Spark.Copilot.Feed;

/// <summary>Reads the executor's endpoints for the desk. A part that is not answered keeps what was known, and says since when.</summary>
internal sealed class DeskReader(ExecutorClient executor, Desk desk, TimeProvider time)
{
    /// <summary>Reads everything that the pages show. A reading that was overtaken by one asked for later changes nothing.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        // As of the asking: an answer that had to wait for a slow one is never taken for newer than it is.
        var (now, asked) = (time.GetUtcNow(), time.GetTimestamp());
        var health = ReadAsync("/futures/health", ContractsJson.Default.HealthResponse, ct);
        var risk = ReadAsync("/futures/risk/status", ContractsJson.Default.RiskStatusResponse, ct);
        var guardrails = ReadAsync("/guardrails/status", ContractsJson.Default.GuardrailsStatusResponse, ct);
        var account = ReadAsync("/futures/account", ContractsJson.Default.AccountResponse, ct);
        var positions = ReadAsync("/futures/positions", ContractsJson.Default.PositionsResponse, ct);
        var orders = ReadAsync("/futures/openOrders", ContractsJson.Default.OrdersResponse, ct);
        var fills = ReadAsync("/futures/fills", ContractsJson.Default.FillsResponse, ct);
        var canaries = ReadAsync("/canary/status", ContractsJson.Default.CanaryStatusResponse, ct);
        var (h, r, g, a) = (await health, await risk, await guardrails, await account);
        var (p, o, f, c) = (await positions, await orders, await fills, await canaries);
        (DeskPart Part, bool Read)[] parts =
        [
            (DeskPart.Health, h is not null), (DeskPart.Risk, r is not null), (DeskPart.Guardrails, g is not null), (DeskPart.Account, a is not null),
            (DeskPart.Positions, p is not null), (DeskPart.Orders, o is not null), (DeskPart.Fills, f is not null), (DeskPart.Canaries, c is not null),
        ];
        desk.Update(was => was.AskedAt > asked ? was : (was with
        {
            Tried = true,
            AskedAt = asked,
            Answering = h is not null,
            ReadAt = h is null ? was.ReadAt : now,
            Readings = parts.ToImmutableDictionary(one => one.Part, one => (was.Readings.GetValueOrDefault(one.Part) ?? new PartReading(null, null)).After(one.Read, now)),
            Health = h ?? was.Health,
            Risk = r ?? was.Risk,
            Guardrails = g ?? was.Guardrails,
            Account = a?.Account ?? was.Account,
            Positions = p is null ? was.Positions : [.. p.Positions],
            Orders = o is null ? was.Orders : [.. o.Orders.OrderByDescending(order => order.UpdatedAt)],
            Fills = f is null ? was.Fills : [.. f.Fills.OrderByDescending(fill => fill.Time).ThenByDescending(fill => fill.TradeId)],
            Canaries = c is null ? was.Canaries : [.. c.Canaries],
        }).WithLiveTickers());
    }

    /// <summary>Candles, oldest first; null when the executor doesn't give any.</summary>
    public async Task<IReadOnlyList<KlineView>?> CandlesAsync(string symbol, string interval, int limit, CancellationToken ct) =>
        (await ReadAsync($"/futures/klines?symbol={Uri.EscapeDataString(symbol)}&interval={interval}&limit={limit}", ContractsJson.Default.KlinesResponse, ct))?.Klines;

    /// <summary>Prices of a symbol whose market is not published.</summary>
    public async Task<TickerView?> TickerAsync(string symbol, CancellationToken ct) =>
        (await ReadAsync($"/futures/ticker?symbol={Uri.EscapeDataString(symbol)}", ContractsJson.Default.TickerResponse, ct))?.Ticker;

    /// <summary>Audit records, oldest first: those behind number <paramref name="after"/>, or the newest; null when they can't be read.</summary>
    public async Task<IReadOnlyList<AuditRecordView>?> AuditAsync(long? after, int limit, CancellationToken ct) =>
        (await ReadAsync(string.Create(CultureInfo.InvariantCulture, $"/audit?limit={limit}{(after is null ? "" : "&after=")}{after}"), ContractsJson.Default.AuditResponse, ct))?.Records;

    private async Task<T?> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var answer = await executor.GetAsync(path, ct);
        if (!answer.Succeeded) return null;
        try
        {
            return answer.Body.Deserialize(type);
        }
        catch (JsonException)
        {
            return null; // an executor of another version: its page says that it doesn't answer
        }
    }
}
