using System.Collections.Immutable;

namespace Spark.Copilot.Components;

/// <summary>
/// Rows with their numbers, for a table of which a part is drawn: with <c>aria-rowindex</c> a screen reader tells which of how many it
/// reads. Made anew only when the list is another one.
/// </summary>
internal sealed class RowNumbers<T>
{
    private ImmutableArray<T> _of = [];
    private (int Number, T Row)[] _rows = [];

    /// <summary>Counted from 2: the head of the table is its first row.</summary>
    public (int Number, T Row)[] Of(ImmutableArray<T> list)
    {
        if (_of != list) (_of, _rows) = (list, [.. list.Select((row, index) => (index + 2, row))]);
        return _rows;
    }
}
