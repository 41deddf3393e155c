using System.Globalization;

namespace Spark.Copilot.Pages;

/// <summary>Numbers and times as a person reads them, in the page's culture; orders as they are sent, in none.</summary>
internal static class Show
{
    /// <summary>What stands where a number is not known.</summary>
    public const string Nothing = "–";

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>USDT with two decimals.</summary>
    public static string Money(decimal? amount) => amount?.ToString("N2", Culture) ?? Nothing;

    /// <summary>USDT with a sign, so that colour is never the only mark.</summary>
    public static string Signed(decimal? amount) => amount?.ToString("+#,0.00;−#,0.00;0.00", Culture) ?? Nothing;

    public static string Percent(decimal? percent) => percent is { } value ? value.ToString("+0.00;−0.00;0.00", Culture) + " %" : Nothing;

    /// <summary>A price with decimals by its size.</summary>
    public static string Price(decimal? price) => price switch
    {
        null => Nothing,
        >= 1000 => price.Value.ToString("N1", Culture),
        >= 10 => price.Value.ToString("N2", Culture),
        _ => price.Value.ToString("N4", Culture),
    };

    public static string Quantity(decimal? quantity) => quantity?.ToString("#,0.########", Culture) ?? Nothing;

    /// <summary>Any number of a check or a limit.</summary>
    public static string Number(decimal? number) => number?.ToString("#,0.####", Culture) ?? Nothing;

    /// <summary>As it goes to the exchange: a point as the decimal mark in every language.</summary>
    public static string Exact(decimal number) => number.ToString("0.##################", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at, TimeProvider clock) => TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).ToString("HH:mm:ss", Culture);

    public static string DateAndTime(DateTimeOffset at, TimeProvider clock) => TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).ToString("d MMM HH:mm:ss", Culture);

    /// <summary>The class that colours a gain or a loss.</summary>
    public static string Tone(decimal? amount) => amount switch { > 0 => "up", < 0 => "down", _ => "" };
}
