using Spark.Binance.Reports;
using Spark.Executor.Journal;

namespace Spark.Executor.Account;

/// <summary>
/// Transfers that the exchange lists as incomes: what moved while the stream was down must not look like profit or loss. One that both
/// tell of counts once.
/// </summary>
internal static class Transfers
{
    /// <summary>What a person moves between wallets.</summary>
    public const string Ordinary = "TRANSFER";

    /// <summary>
    /// Income types that are no trading: money moved in or out, and what the exchange gives away. Fees, rebates, funding and profits are
    /// not among them.
    /// </summary>
    public static readonly IReadOnlyList<string> Types =
    [
        Ordinary, "INTERNAL_TRANSFER", "COIN_SWAP_DEPOSIT", "COIN_SWAP_WITHDRAW", "CROSS_COLLATERAL_TRANSFER", "STRATEGY_UMFUTURES_TRANSFER",
        "WELCOME_BONUS", "CONTEST_REWARD", "BFUSD_REWARD", "AUTO_EXCHANGE",
    ];

    private const string MarginAsset = "USDT";

    public static void Listed(Turn turn, IEnumerable<IncomeReport> incomes)
    {
        foreach (var income in incomes.Where(income => income.Asset == MarginAsset && Types.Contains(income.Type)).OrderBy(income => income.Time)) Listed(turn, income);
    }

    private static void Listed(Turn turn, IncomeReport income)
    {
        var time = income.Time.ToUnixTimeMilliseconds();
        if (turn.Ledger.Day is not { OpeningBalance: not null } day || time <= day.OpenedAt || day.HasListed(income.Type, income.TransactionId)) return;
        if (day.Unlisted(time, income.Amount) is { } told)
        {
            turn.Record(new TransferConfirmed(income.Amount, told.Time, income.Type, income.TransactionId) { At = turn.Now, Actor = Actors.Exchange });
        }
        else
        {
            turn.Record(new TransferSeen(income.Amount, income.Type) { At = turn.Now, Actor = Actors.Exchange, Time = time, TransactionId = income.TransactionId });
        }
    }
}
