using System.Globalization;
using Microsoft.Data.Sqlite;
using Spark.Domain.Orders;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Storage;

/// <summary>
/// Keeps an exchange in <c>exchange.db</c> of a folder that only this process may use. A commit is durable against the end
/// of the process (WAL, synchronous=NORMAL). Used from the mailbox only.
/// </summary>
public sealed class ExchangeStore : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode=WAL;
        PRAGMA synchronous=NORMAL;
        CREATE TABLE IF NOT EXISTS exchange (id TEXT NOT NULL, seed TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS accounts (api_key TEXT PRIMARY KEY, api_secret TEXT NOT NULL, wallet TEXT NOT NULL, update_time INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS holdings (api_key TEXT NOT NULL, symbol TEXT NOT NULL, quantity TEXT NOT NULL, entry_price TEXT NOT NULL,
            realized TEXT NOT NULL, leverage INTEGER NOT NULL, update_time INTEGER NOT NULL, PRIMARY KEY (api_key, symbol)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS orders (symbol TEXT NOT NULL, id INTEGER NOT NULL, api_key TEXT NOT NULL, client_order_id TEXT NOT NULL,
            side INTEGER NOT NULL, type INTEGER NOT NULL, time_in_force INTEGER NOT NULL, lots INTEGER NOT NULL, ticks INTEGER NOT NULL,
            reduce_only INTEGER NOT NULL, self_trade INTEGER NOT NULL, time INTEGER NOT NULL, update_time INTEGER NOT NULL,
            status INTEGER NOT NULL, expiry_reason INTEGER NOT NULL, filled_lots INTEGER NOT NULL, filled_notional TEXT NOT NULL,
            PRIMARY KEY (symbol, id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS algo_orders (api_key TEXT NOT NULL, symbol TEXT NOT NULL, id INTEGER PRIMARY KEY, client_algo_id TEXT NOT NULL,
            side INTEGER NOT NULL, type INTEGER NOT NULL, time_in_force INTEGER NOT NULL, quantity TEXT NOT NULL, price TEXT NOT NULL,
            trigger_price TEXT NOT NULL, working_type INTEGER NOT NULL, close_position INTEGER NOT NULL, price_protect INTEGER NOT NULL,
            reduce_only INTEGER NOT NULL, self_trade INTEGER NOT NULL, create_time INTEGER NOT NULL, update_time INTEGER NOT NULL,
            trigger_time INTEGER NOT NULL, status INTEGER NOT NULL, actual_order_id INTEGER NOT NULL, reject_reason TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS trades (symbol TEXT NOT NULL, id INTEGER NOT NULL, order_id INTEGER NOT NULL, api_key TEXT NOT NULL,
            price TEXT NOT NULL, lots INTEGER NOT NULL, commission TEXT NOT NULL, realized_pnl TEXT NOT NULL, is_maker INTEGER NOT NULL,
            time INTEGER NOT NULL, PRIMARY KEY (symbol, id, order_id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS incomes (api_key TEXT NOT NULL, type INTEGER NOT NULL, symbol TEXT NOT NULL, amount TEXT NOT NULL,
            time INTEGER NOT NULL, id INTEGER PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS modes (api_key TEXT PRIMARY KEY, hedged INTEGER NOT NULL, multi_assets INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS margins (api_key TEXT NOT NULL, symbol TEXT NOT NULL, isolated INTEGER NOT NULL, wallet TEXT NOT NULL,
            PRIMARY KEY (api_key, symbol)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS margin_changes (api_key TEXT NOT NULL, symbol TEXT NOT NULL, amount TEXT NOT NULL, time INTEGER NOT NULL,
            id INTEGER PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS shocks (contract INTEGER NOT NULL, at INTEGER NOT NULL, log_offset REAL NOT NULL);
        """;

    private readonly FileStream _lock;
    private readonly SqliteConnection _connection;

    private ExchangeStore(FileStream heldLock, SqliteConnection connection) => (_lock, _connection) = (heldLock, connection);

    /// <summary>Opens or creates the store in <paramref name="folder"/>.</summary>
    /// <exception cref="FolderInUseException">Another process has it open.</exception>
    public static ExchangeStore Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var held = Acquire(folder);
        try
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(folder, "exchange.db"), Pooling = false,
            }.ToString());
            connection.Open();
            var store = new ExchangeStore(held, connection);
            store.Execute(Schema);
            return store;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The remembered exchange; null in a new folder. Orders come oldest first, without those the exchange forgets.</summary>
    /// <param name="now">ms UTC; unfilled orders are forgotten 3 days after their end, all others 90 days after their creation.</param>
    public SavedExchange? Load(long now)
    {
        const long DayLength = 86_400_000;
        SavedExchange? saved = null;
        Read("SELECT id, seed FROM exchange", row => saved = new SavedExchange(row.GetString(0), ulong.Parse(row.GetString(1), CultureInfo.InvariantCulture)));
        if (saved is null) return null;
        Read("SELECT * FROM accounts ORDER BY rowid", row => saved.Accounts.Add(new(row.GetString(0), row.GetString(1), Number(row, 2), row.GetInt64(3))));
        Read("SELECT * FROM holdings", row => saved.Holdings.Add(new(
            row.GetString(0), row.GetString(1), Number(row, 2), Number(row, 3), Number(row, 4), row.GetInt32(5), row.GetInt64(6))));
        var forgotten = string.Create(CultureInfo.InvariantCulture,
            $"status IN ({(int)OrderStatus.Canceled}, {(int)OrderStatus.Expired}) AND filled_lots = 0 AND update_time < {now - 3 * DayLength} OR status > 1 AND time < {now - 90 * DayLength}");
        Read($"SELECT api_key, symbol, id, client_order_id, side, type, time_in_force, lots, ticks, reduce_only, self_trade, time, update_time, status, expiry_reason, filled_lots, filled_notional FROM orders WHERE NOT ({forgotten}) ORDER BY time, id",
            row => saved.Orders.Add(OrderFrom(row)));
        var over = string.Create(CultureInfo.InvariantCulture,
            $"status NOT IN ({(int)AlgoStatus.New}, {(int)AlgoStatus.Triggered}) AND update_time < {now - 90 * DayLength}");
        Read($"SELECT * FROM algo_orders WHERE NOT ({over}) ORDER BY id", row => saved.AlgoOrders.Add(AlgoOrderFrom(row)));
        Read("SELECT api_key, symbol, id, order_id, price, lots, commission, realized_pnl, is_maker, time FROM trades ORDER BY time, id",
            row => saved.Trades.Add(TradeFrom(row)));
        Read("SELECT api_key, type, symbol, amount, time, id FROM incomes ORDER BY id", row => saved.Incomes.Add((row.GetString(0),
            new IncomeRow((IncomeType)row.GetInt32(1), row.GetString(2), Number(row, 3), row.GetInt64(4), row.GetInt64(5)))));
        Read("SELECT api_key, hedged, multi_assets FROM modes", row => saved.Modes.Add((row.GetString(0), row.GetBoolean(1), row.GetBoolean(2))));
        Read("SELECT api_key, symbol, isolated, wallet FROM margins", row => saved.Margins.Add((row.GetString(0), row.GetString(1), row.GetBoolean(2), Number(row, 3))));
        Read("SELECT api_key, symbol, amount, time, id FROM margin_changes ORDER BY id", row => saved.MarginChanges.Add((row.GetString(0),
            new MarginChange(row.GetString(1), Number(row, 2), row.GetInt64(3), row.GetInt64(4)))));
        Read("SELECT contract, at, log_offset FROM shocks ORDER BY at", row => saved.Shocks.Add((row.GetInt32(0), new PriceShock(row.GetInt64(1), row.GetDouble(2)))));
        return saved;
    }

    /// <summary>Forgets whatever was there and begins a new exchange.</summary>
    public void Begin(string id, ulong seed)
    {
        using var transaction = _connection.BeginTransaction();
        Execute("DELETE FROM exchange; DELETE FROM accounts; DELETE FROM holdings; DELETE FROM orders; DELETE FROM algo_orders; DELETE FROM trades; DELETE FROM incomes; DELETE FROM modes; DELETE FROM margins; DELETE FROM margin_changes; DELETE FROM shocks;");
        Execute("INSERT INTO exchange VALUES ($0, $1)", id, seed.ToString(CultureInfo.InvariantCulture));
        transaction.Commit();
    }

    /// <summary>Makes all changes durable, together.</summary>
    public void Commit(UnsavedChanges changes)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var (account, secret) in changes.NewAccounts)
        {
            Execute("INSERT INTO accounts VALUES ($0, $1, $2, $3)", account.Name, secret, Text(account.Wallet), account.UpdateTime);
        }
        foreach (var order in changes.Orders) Save(order);
        foreach (var order in changes.AlgoOrders) Save(order);
        foreach (var trade in changes.Trades) Save(trade);
        foreach (var holding in changes.Holdings) Save(holding);
        foreach (var holding in changes.Margins) SaveMargin(holding);
        foreach (var (account, change) in changes.MarginChanges) Save(account, change);
        foreach (var (account, row) in changes.Incomes) Save(account, row);
        foreach (var account in changes.Accounts) Save(account);
        foreach (var (contract, shock) in changes.Shocks) Execute("INSERT INTO shocks VALUES ($0, $1, $2)", contract, shock.At, shock.LogOffset);
        transaction.Commit();
    }

    public void Dispose()
    {
        _connection.Dispose();
        _lock.Dispose();
    }

    private void Save(BookOrder order) => Execute(
        "INSERT OR REPLACE INTO orders VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        order.Market.Contract.Name, order.Id, order.Account.Name, order.ClientOrderId, (int)order.Side, (int)order.Type, (int)order.TimeInForce,
        order.Lots, order.Ticks, order.ReduceOnly, (int)order.SelfTrade, order.Time, order.UpdateTime, (int)order.Status, (int)order.ExpiryReason,
        order.FilledLots, Text(order.FilledNotional));

    private void Save(AlgoOrder order) => Execute(
        "INSERT OR REPLACE INTO algo_orders VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        order.Account.Name, order.Market.Contract.Name, order.Id, order.ClientAlgoId, (int)order.Side, (int)order.Type, (int)order.TimeInForce,
        Text(order.Quantity), Text(order.Price), Text(order.TriggerPrice), (int)order.WorkingType, order.ClosePosition, order.PriceProtect,
        order.ReduceOnly, (int)order.SelfTrade, order.CreateTime, order.UpdateTime, order.TriggerTime, (int)order.Status,
        order.ActualOrder?.Id ?? 0, order.RejectReason);

    private void Save(UserTrade trade) => Execute(
        "INSERT OR REPLACE INTO trades VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)",
        trade.Order.Market.Contract.Name, trade.Id, trade.Order.Id, trade.Order.Account.Name, Text(trade.Price), trade.Lots, Text(trade.Commission),
        Text(trade.RealizedPnl), trade.IsMaker, trade.Time);

    private void Save(Holding holding)
    {
        Execute("INSERT OR REPLACE INTO holdings VALUES ($0, $1, $2, $3, $4, $5, $6)", holding.Account.Name, holding.Market.Contract.Name,
            Text(holding.Position.Quantity), Text(holding.Position.EntryPrice), Text(holding.Realized), holding.Leverage, holding.UpdateTime);
        Execute("UPDATE accounts SET wallet = $1, update_time = $2 WHERE api_key = $0", holding.Account.Name, Text(holding.Account.Wallet), holding.Account.UpdateTime);
    }

    private void SaveMargin(Holding holding) => Execute(
        "INSERT OR REPLACE INTO margins VALUES ($0, $1, $2, $3)", holding.Account.Name, holding.Market.Contract.Name, holding.IsIsolated, Text(holding.IsolatedWallet));

    private void Save(Account account, MarginChange change) => Execute(
        "INSERT OR REPLACE INTO margin_changes VALUES ($0, $1, $2, $3, $4)", account.Name, change.Symbol, Text(change.Amount), change.Time, change.Id);

    private void Save(Account account, IncomeRow row) => Execute(
        "INSERT OR REPLACE INTO incomes VALUES ($0, $1, $2, $3, $4, $5)", account.Name, (int)row.Type, row.Symbol, Text(row.Amount), row.Time, row.Id);

    private void Save(Account account)
    {
        Execute("INSERT OR REPLACE INTO modes VALUES ($0, $1, $2)", account.Name, account.IsHedged, account.IsMultiAssets);
        Execute("UPDATE accounts SET wallet = $1, update_time = $2 WHERE api_key = $0", account.Name, Text(account.Wallet), account.UpdateTime);
    }

    private static FileStream Acquire(string folder)
    {
        var path = Path.Combine(folder, "exchange.lock");
        try
        {
            var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(HolderPath(folder), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ({Environment.ProcessPath})"));
            return held;
        }
        catch (IOException e)
        {
            throw new FolderInUseException($"The embedded exchange in '{folder}' is held by {HolderOf(folder)}. Stop that one first, or set SPARK_DATA to another folder.", e);
        }
    }

    // A locked file can't be read on every platform, so the holder's name stands beside it.
    private static string HolderPath(string folder) => Path.Combine(folder, "exchange.holder");

    private static string HolderOf(string folder)
    {
        try
        {
            return File.ReadAllText(HolderPath(folder));
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    private void Execute(string sql, params object[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i}"), values[i]);
        command.ExecuteNonQuery();
    }

    private void Read(string sql, Action<SqliteDataReader> each)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read()) each(reader);
    }

    private static SavedOrder OrderFrom(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt64(7),
        row.GetInt64(8), row.GetBoolean(9), row.GetInt32(10), row.GetInt64(11), row.GetInt64(12), row.GetInt32(13), row.GetInt32(14),
        row.GetInt64(15), Number(row, 16));

    private static SavedAlgoOrder AlgoOrderFrom(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6),
        Number(row, 7), Number(row, 8), Number(row, 9), row.GetInt32(10), row.GetBoolean(11), row.GetBoolean(12), row.GetBoolean(13),
        row.GetInt32(14), row.GetInt64(15), row.GetInt64(16), row.GetInt64(17), row.GetInt32(18), row.GetInt64(19), row.GetString(20));

    private static SavedTrade TradeFrom(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), Number(row, 4), row.GetInt64(5), Number(row, 6), Number(row, 7),
        row.GetBoolean(8), row.GetInt64(9));

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(SqliteDataReader row, int column) => decimal.Parse(row.GetString(column), CultureInfo.InvariantCulture);
}
