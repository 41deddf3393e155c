namespace Spark.Copilot.Language;

/// <summary>What a coin is called.</summary>
/// <param name="Symbol">Its USDT perpetual, such as <c>BTCUSDT</c>.</param>
/// <param name="Careful">An ordinary word too: a coin only in capitals or with its quote.</param>
/// <param name="IsListed">Known from the exchange's list alone: nobody has looked whether it is a word too, so that it is a coin only in capitals or with its quote.</param>
internal sealed record CoinName(string Symbol, bool Careful, bool IsListed = false);
