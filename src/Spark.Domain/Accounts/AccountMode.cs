namespace Spark.Domain.Accounts;

/// <summary>The exchange account's settings that Spark depends on: it trades one-way, single-asset accounts only.</summary>
public readonly record struct AccountMode(bool HedgeMode, bool MultiAssets)
{
    public bool IsSupported => !HedgeMode && !MultiAssets;
}
