namespace Spark.Binance.Budget;

/// <summary>What a call takes of the exchange's limits.</summary>
/// <param name="Weight">Request weight, of the address.</param>
/// <param name="Orders">Of the account's order limits shorter than a minute.</param>
/// <param name="OrdersPerMinute">Of the account's order limits of a minute and longer.</param>
public readonly record struct CallCost(int Weight, int Orders = 0, int OrdersPerMinute = 0);
