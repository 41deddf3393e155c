using Spark.Domain.Accounts;

namespace Spark.Guardrails.Policy;

/// <summary>What a person has to change at the exchange, for refusals and health.</summary>
public static class AccountModeText
{
    /// <summary>Names each unsupported setting of <paramref name="mode"/>; empty when there is none.</summary>
    public static string Of(AccountMode mode) => string.Join(" ", Faults(mode));

    private static IEnumerable<string> Faults(AccountMode mode)
    {
        if (mode.HedgeMode)
        {
            yield return "The exchange account is in hedge mode and is only read: set its position mode to one-way (Preferences, Position Mode).";
        }
        if (mode.MultiAssets)
        {
            yield return "The exchange account is in multi-assets mode and is only read: set its asset mode to single-asset (Preferences, Asset Mode).";
        }
    }
}
