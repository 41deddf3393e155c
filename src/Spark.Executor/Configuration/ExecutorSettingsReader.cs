using System.Collections.Frozen;
using System.Globalization;
using Spark.Contracts.Configuration;
using Spark.Contracts.Security;
using Spark.Domain.Markets;
using Spark.Executor.Automation;
using Spark.Executor.Countdown;
using Spark.Executor.Notifications;
using Spark.Executor.Security;
using Spark.Guardrails.Automation;
using Spark.Guardrails.Canary;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;

namespace Spark.Executor;

/// <summary>Reads the executor's settings. A bad value stops the start; all of them are reported at once.</summary>
public static class ExecutorSettingsReader
{
    public const string UrlsSetting = "SPARK_EXECUTOR_URLS";

    public const string DefaultUrls = "http://localhost:4001";

    private const string GuardrailsSetting = "SPARK_GUARDRAILS";

    private const string CopilotUrls = "SPARK_COPILOT_URLS";

    private const string DefaultCopilotUrls = "http://localhost:3003";

    private static readonly FrozenDictionary<string, ConfirmationMode> ConfirmationWords = new Dictionary<string, ConfirmationMode>
    {
        ["caller"] = ConfirmationMode.Caller,
        ["page"] = ConfirmationMode.Page,
    }.ToFrozenDictionary();

    /// <param name="source">Where values come from.</param>
    /// <param name="minted">Keys of an embedding copilot; null when the executor runs alone.</param>
    /// <exception cref="SettingsException">At least one value can't be used.</exception>
    public static ExecutorSettings Read(SettingsSource source, ServiceKeys? minted = null)
    {
        var reader = new SettingsReader(source);
        var venue = VenueSettings.Read(reader);
        var urls = reader.Urls(UrlsSetting, DefaultUrls);
        var keys = ApiKeyList.Read(reader);
        ApiKeyList.RefuseWideListening(reader, UrlsSetting, urls, keys);
        var rules = ReadGuardrails(reader);
        var settings = new ExecutorSettings
        {
            Urls = urls,
            Venue = venue.Venue,
            Exchange = venue.Exchange,
            Credentials = venue.Credentials,
            UsesEmbeddedExchange = venue.UsesEmbeddedExchange,
            TestHosts = venue.TestHosts,
            Limits = ReadLimits(reader),
            DataFolder = Spark.Contracts.Configuration.DataFolder.Read(reader),
            ApiKeys = [.. keys.Select(NamedKey.Of)],
            ServiceKeys = minted ?? new ServiceKeys(ServiceKey(reader, "SPARK_AGENT_KEY"), ServiceKey(reader, "SPARK_CONFIRM_KEY")),
            Confirmation = reader.Choice("SPARK_CONFIRM", ConfirmationMode.Caller, ConfirmationWords),
            Copilot = reader.Urls(CopilotUrls, DefaultCopilotUrls) is [var first, ..] ? first : new Uri(DefaultCopilotUrls),
            FlattenOnLoss = reader.Switch("FUTURES_FLATTEN_ON_LOSS", false),
            Canary = ReadCanary(reader),
            Source = source,
            Notifications = NotificationSettingsReader.Read(reader),
            Guardrails = rules,
            GuardrailsFile = reader.Text(GuardrailsSetting),
            CountdownCancelSeconds = ReadCountdown(reader),
        };
        reader.ThrowIfFaulty();
        return settings;
    }

    /// <summary>Only what may change while the executor runs.</summary>
    /// <exception cref="SettingsException">At least one value can't be used.</exception>
    public static OperatingLimits ReadLimits(SettingsSource source)
    {
        var reader = new SettingsReader(source);
        var limits = new OperatingLimits(ReadLimits(reader), reader.Switch("FUTURES_FLATTEN_ON_LOSS", false)) { Canary = ReadCanary(reader) };
        reader.ThrowIfFaulty();
        return limits;
    }

    private static CanaryBounds ReadCanary(SettingsReader reader) => new(
        ReadSeconds(reader, "FUTURES_CANARY_WATCH", (decimal)CanaryBounds.Default.Watch.TotalSeconds, 1, 3_600),
        reader.Number("FUTURES_CANARY_SLIPPAGE_BPS", CanaryBounds.Default.SlippageBps, 0, 10_000),
        reader.Number("FUTURES_CANARY_MAX_LOSS", CanaryBounds.Default.MaxLoss, 0.0001m, 1),
        (int)reader.Number("FUTURES_CANARY_MAX_ERRORS", CanaryBounds.Default.MaxErrors, 0, 1_000));

    private static GuardrailRules ReadGuardrails(SettingsReader reader)
    {
        if (reader.Text(GuardrailsSetting) is not { } file) return GuardrailRules.BuiltIn;
        var (rules, fault) = RulesInForce.Read(file);
        if (fault is not null) reader.Fault(GuardrailsSetting, file, $"a file of rules ({fault})");
        return rules ?? GuardrailRules.BuiltIn;
    }

    private static RiskLimits ReadLimits(SettingsReader reader)
    {
        var (size, overrides) = ReadPositionSizes(reader);
        var (count, window) = ReadOrderRate(reader);
        return new RiskLimits
        {
            MaxNotional = reader.Number("FUTURES_MAX_NOTIONAL", 100, 0, 1_000_000_000),
            MaxPositionSize = size,
            PositionOverrides = overrides,
            DailyLossLimit = reader.Number("FUTURES_DAILY_LOSS_LIMIT", 50, 0.01m, 1_000_000_000),
            MaxLeverage = reader.Number("FUTURES_MAX_LEVERAGE", 5, 0.01m, 125),
            CircuitBreakerEnabled = reader.Switch("FUTURES_CIRCUIT_BREAKER", true),
            AllowedSymbols = ReadSymbols(reader),
            PriceCollar = reader.Number("FUTURES_PRICE_COLLAR", 0.05m, 0.0001m, 1),
            OrderRateCount = count,
            OrderRateWindow = window,
            MaxMarketAge = ReadSeconds(reader, "FUTURES_MAX_MARKET_AGE", 5, 0.1m, 300),
        };
    }

    private static int ReadCountdown(SettingsReader reader)
    {
        const string name = "FUTURES_COUNTDOWN_CANCEL";
        if (reader.Text(name) is not { } text) return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is 0 or >= CountdownPlan.ShortestSeconds and <= 86_400) return seconds;
        reader.Fault(name, text, string.Create(CultureInfo.InvariantCulture, $"a whole number of seconds: 0 (off), or {CountdownPlan.ShortestSeconds} to 86400, since a shorter timer would cancel orders of a healthy Spark"));
        return 0;
    }

    private static (decimal Size, FrozenDictionary<Symbol, decimal> Overrides) ReadPositionSizes(SettingsReader reader)
    {
        const string name = "FUTURES_MAX_POSITION_SIZE", allowed = "a base-asset size, with overrides after commas: 0.1,SOLUSDT:5,XRPUSDT:1000";
        const decimal otherwise = 0.1m;
        if (reader.Text(name) is not { } text) return (otherwise, FrozenDictionary<Symbol, decimal>.Empty);
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var overrides = new Dictionary<Symbol, decimal>();
        var sound = SettingsReader.TryDecimal(parts[0], out var size) && size >= 0;
        foreach (var part in parts.Skip(1))
        {
            var pair = part.Split(':');
            sound &= pair.Length == 2 && Symbol.TryParse(pair[0], out var symbol) && SettingsReader.TryDecimal(pair[1], out var own) && own >= 0
                && overrides.TryAdd(symbol, own);
        }
        if (sound) return (size, overrides.ToFrozenDictionary());
        reader.Fault(name, text, allowed);
        return (otherwise, FrozenDictionary<Symbol, decimal>.Empty);
    }

    // "10 per 10 s", or just the count.
    private static (int Count, TimeSpan Window) ReadOrderRate(SettingsReader reader)
    {
        const string name = "FUTURES_ORDER_RATE";
        var otherwise = (10, TimeSpan.FromSeconds(10));
        if (reader.Text(name) is not { } text) return otherwise;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 10_000)
        {
            switch (words)
            {
                case [_]: return (count, otherwise.Item2);
                case [_, "per", var seconds, "s"] when int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var s) && s is >= 1 and <= 300:
                    return (count, TimeSpan.FromSeconds(s));
            }
        }
        reader.Fault(name, text, "orders in a window of 1 to 300 seconds, such as: 10 per 10 s");
        return otherwise;
    }

    private static TimeSpan ReadSeconds(SettingsReader reader, string name, decimal otherwise, decimal minimum, decimal maximum)
    {
        if (reader.Text(name) is not { } text) return TimeSpan.FromSeconds((double)otherwise);
        var number = text.EndsWith('s') ? text[..^1].TrimEnd() : text;
        if (SettingsReader.TryDecimal(number, out var seconds) && seconds >= minimum && seconds <= maximum) return TimeSpan.FromSeconds((double)seconds);
        reader.Fault(name, text, string.Create(CultureInfo.InvariantCulture, $"seconds from {minimum} to {maximum}, such as: 5 s"));
        return TimeSpan.FromSeconds((double)otherwise);
    }

    private static FrozenSet<Symbol>? ReadSymbols(SettingsReader reader)
    {
        const string name = "FUTURES_SYMBOLS";
        if (reader.Text(name) is not { } text) return null;
        var symbols = new HashSet<Symbol>();
        foreach (var part in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Symbol.TryParse(part, out var symbol)) symbols.Add(symbol);
            else reader.Fault(name, part, $"{Symbol.Allowed}, several separated by commas");
        }
        return symbols.ToFrozenSet();
    }

    private static ApiKey ServiceKey(SettingsReader reader, string name)
    {
        if (reader.Text(name) is not { } text) return new ApiKey(ApiKey.Mint());
        if (text.Length >= ApiKeyList.ShortestKey) return new ApiKey(text);
        reader.Fault(name, null, $"at least {ApiKeyList.ShortestKey} characters long");
        return new ApiKey(ApiKey.Mint());
    }
}
