namespace Spark.Binance.Streams.Market.Book;

/// <summary>What a difference did to the book.</summary>
public enum BookStep
{
    /// <summary>It is in the book.</summary>
    Applied,

    /// <summary>The book knew it already.</summary>
    Stale,

    /// <summary>There is no book yet: it waits for the snapshot.</summary>
    Buffered,

    /// <summary>Something before it is missing: the book is void, and a snapshot has to be taken. The difference waits for it.</summary>
    Gap,
}
