namespace Spark.Copilot.Hosting;

/// <summary>What runs in this process besides the copilot.</summary>
/// <param name="Exchange">The embedded exchange's address, when there is one.</param>
/// <param name="Venue">Where orders go, for people.</param>
/// <param name="Notes">What a person should know of the settings.</param>
public sealed record EmbeddedDescription(Uri? Exchange, string Venue, IReadOnlyList<string> Notes);
