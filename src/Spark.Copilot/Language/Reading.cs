namespace Spark.Copilot.Language;

/// <summary>What a message asks for; a closed set.</summary>
internal abstract record Reading
{
    private Reading()
    {
    }

    public sealed record Actions(IReadOnlyList<Draft> Drafts) : Reading;

    /// <summary>Something has to be known first. <paramref name="Missing"/> are names of params.</summary>
    public sealed record Ask(IReadOnlyList<string> Missing) : Reading;

    public sealed record Refuse(string Code) : Reading;

    /// <summary>The person asks why: the audit answers.</summary>
    public sealed record Explain(Question About) : Reading;

    /// <summary>The person only declined or greeted: nothing to do.</summary>
    public sealed record Nothing : Reading;
}
