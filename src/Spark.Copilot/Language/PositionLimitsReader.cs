using Spark.Contracts.Configuration;

namespace Spark.Copilot.Language;

/// <summary>Reads position limits as <c>FUTURES_MAX_POSITION_SIZE</c> spells them. The executor reports faults in it; here they only fall back.</summary>
internal static class PositionLimitsReader
{
    public static PositionLimits Read(string? text)
    {
        var limit = PositionLimits.Standard.Default;
        var bySymbol = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split(':', 2);
            if (!SettingsReader.TryDecimal(pair[^1], out var size)) continue;
            if (pair.Length == 1) limit = size;
            else bySymbol[pair[0]] = size;
        }
        return new PositionLimits(limit, bySymbol);
    }
}
