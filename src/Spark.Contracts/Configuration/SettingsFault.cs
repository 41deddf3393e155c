namespace Spark.Contracts.Configuration;

/// <summary>A setting that can't be used. <paramref name="Value"/> is null for secrets.</summary>
public sealed record SettingsFault(string Name, string? Value, string Allowed)
{
    /// <summary>One clear line.</summary>
    public override string ToString() => Value is null ? $"{Name} must be {Allowed}." : $"{Name} is '{Value}', but must be {Allowed}.";
}
