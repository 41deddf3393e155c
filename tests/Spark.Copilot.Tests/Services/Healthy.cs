namespace Spark.Copilot.Tests.Services;

/// <summary>What a healthy executor says.</summary>
internal static class Healthy
{
    public const string Body = """
        {"status":"ok","testnet":true,"venue":"simulator","serverTime":1795390694043,"clockSkewMs":1.0,
         "streams":{"market":{"wanted":false,"connected":false,"ageSeconds":0,"reconnects":0},"userData":{"wanted":true,"connected":true,"ageSeconds":12.4,"reconnects":0}},
         "timestamp":"2026-11-22T23:38:14Z"}
        """;
}
