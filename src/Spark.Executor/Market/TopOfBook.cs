namespace Spark.Executor.Market;

/// <summary>The best levels of both sides.</summary>
internal readonly record struct TopOfBook(Levels Bids, Levels Asks);
