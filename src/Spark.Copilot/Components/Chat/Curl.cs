using System.Text.Encodings.Web;
using System.Text.Json;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Components.Chat;

/// <summary>A card as a command line that sends the same action to the executor.</summary>
internal static class Curl
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="card">What is sent.</param>
    /// <param name="executor">Where to.</param>
    /// <param name="keyNeeded">Whether a key has to go along; its place is named, never its value.</param>
    public static string Of(ActionCard card, Uri executor, bool keyNeeded) =>
        $"curl -s {new Uri(executor, "/actions").AbsoluteUri} -H 'Content-Type: application/json'"
        + (keyNeeded ? " -H \"Authorization: Bearer $SPARK_KEY\"" : "")
        + $" -d '{card.ToAction().ToJsonString(OneLine).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
