namespace Spark.Copilot.Language;

/// <summary>When words mean something: every group of <see cref="When"/> must be met by one of its concepts, and none of <see cref="Not"/>.</summary>
internal sealed record Rule
{
    /// <summary>An intent of the reader, or a refusal's code.</summary>
    public required string Means { get; init; }

    /// <summary>Groups of concepts, alternatives parted by blanks.</summary>
    public required string[][] When { get; init; }

    public string[] Not { get; init; } = [];

    public string[] Helps { get; init; } = [];

    public required decimal Score { get; init; }

    /// <summary>Farthest distance in words between the first and last group met; 0: anywhere.</summary>
    public int Within { get; init; }
}
