using System.Collections.Immutable;
using System.Globalization;
using Spark.Simulator.Markets;

namespace Spark.Simulator.Hosting;

/// <summary>Reads the settings of the program that runs alone.</summary>
public static class SimulatorEnvironment
{
    /// <summary><c>SPARK_SIMULATOR_URLS</c>, <c>SPARK_SIMULATOR_SYMBOLS</c>, <c>SPARK_SIMULATOR_WEIGHT</c>, <c>SPARK_SIMULATOR_ORDERS</c> and <c>SPARK_DATA</c>, or their defaults.</summary>
    /// <param name="read">Reads a variable; null when it is not set.</param>
    /// <exception cref="SettingsException">A value is not allowed.</exception>
    public static SimulatorSettings Read(Func<string, string?> read)
    {
        var defaults = new SimulatorSettings();
        var urls = read("SPARK_SIMULATOR_URLS") is { Length: > 0 } given ? given : defaults.Urls;
        ListenAddress.ParseAll("SPARK_SIMULATOR_URLS", urls);
        var markets = read("SPARK_SIMULATOR_SYMBOLS") is { Length: > 0 } symbols ? Markets(symbols) : defaults.Markets;
        var weight = read("SPARK_SIMULATOR_WEIGHT") is { Length: > 0 } most ? Weight(most) : defaults.WeightPerMinute;
        var orders = read("SPARK_SIMULATOR_ORDERS") is { Length: > 0 } often ? Orders(often) : defaults.OrdersPerMinute;
        return defaults with
        {
            Urls = urls,
            Markets = markets,
            WeightPerMinute = weight,
            OrdersPerMinute = orders,
            OrdersPerTenSeconds = orders / 4,
            DataFolder = read("SPARK_DATA") is { Length: > 0 } folder ? Folder(folder) : DefaultFolder(),
        };
    }

    /// <summary>Request weight a minute and address.</summary>
    private static int Weight(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight is >= 100 and <= 10_000_000
        ? weight : throw new SettingsException($"SPARK_SIMULATOR_WEIGHT is '{value}': allowed is a number from 100 to 10000000.");

    /// <summary>Orders a minute and account; a quarter of them in ten seconds, as at the exchange.</summary>
    private static int Orders(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var orders) && orders is >= 4 and <= 10_000_000
        ? orders : throw new SettingsException($"SPARK_SIMULATOR_ORDERS is '{value}': allowed is a number from 4 to 10000000.");

    /// <summary>How many contracts, or which.</summary>
    private static ImmutableArray<MarketProfile> Markets(string value)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return count is >= 1 and <= ContractTable.Most ? ContractTable.Generate(count) : throw BadSymbols(value);
        }
        return ContractTable.Select(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) ?? throw BadSymbols(value);
    }

    private static SettingsException BadSymbols(string value) => new(
        $"SPARK_SIMULATOR_SYMBOLS is '{value}': allowed is a number from 1 to {ContractTable.Most}, or a list without repeats of {string.Join(", ", ContractTable.Default.Select(profile => profile.Contract.Name))}.");

    private static string Folder(string value)
    {
        try
        {
            var full = Path.GetFullPath(value);
            return File.Exists(full) ? throw NotAFolder(value, null) : full;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw NotAFolder(value, e);
        }
    }

    private static string DefaultFolder() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "Spark");

    private static SettingsException NotAFolder(string value, Exception? cause)
    {
        var message = $"SPARK_DATA is '{value}': allowed is a folder that this user may write to.";
        return cause is null ? new SettingsException(message) : new SettingsException(message, cause);
    }
}
