using System.Text.Json.Nodes;

namespace Spark.Copilot.Confirmations;

/// <summary>What came of pressing the button; a closed set.</summary>
internal abstract record Confirmed
{
    private Confirmed()
    {
    }

    /// <summary>The executor carried it out, now or (replayed) the first time it was confirmed.</summary>
    public sealed record CarriedOut(JsonObject Body, bool Replayed) : Confirmed;

    /// <summary>The executor refused; nothing was carried out.</summary>
    public sealed record Refused(int Status, JsonObject Body) : Confirmed;

    /// <summary>Nobody knows yet whether it was carried out: never a success, never a failure.</summary>
    public sealed record Unknown(JsonObject? Body) : Confirmed;

    /// <summary>Several were confirmed at once: what came of each, in their order. One's failure holds up no other.</summary>
    public sealed record Together(IReadOnlyList<Confirmed> Steps) : Confirmed;

    /// <summary>The typed word is not the one asked for; nothing was sent.</summary>
    public sealed record WordDiffers : Confirmed;

    /// <summary>This person's key does not allow it; nothing was sent.</summary>
    public sealed record NotAllowed(string Role) : Confirmed;
}
