using System.Globalization;
using System.Net.Http.Headers;
using Spark.Binance.Budget;

namespace Spark.Binance.Rest;

/// <summary>Reads the counts that the exchange sends along with its answers.</summary>
internal static class UsageHeaders
{
    public static UsageReport Read(HttpResponseHeaders headers)
    {
        var raw = headers.NonValidated;
        return new UsageReport(Number(raw, "X-MBX-USED-WEIGHT-1M"), Number(raw, "X-MBX-ORDER-COUNT-10S"), Number(raw, "X-MBX-ORDER-COUNT-1M"));
    }

    private static int? Number(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) && int.TryParse(values.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
