using Spark.Copilot.Feed;

namespace Spark.Copilot.Suggestions;

/// <summary>One reason to speak up. Pure: the same desk at the same time gives the same sightings.</summary>
internal interface ISuggestionRule
{
    /// <param name="desk">As it was just read.</param>
    /// <param name="now">UTC.</param>
    /// <param name="stands">Whether a suggestion of this key stands already: going away takes more than coming did, or it would flap.</param>
    IEnumerable<Sighting> Look(DeskSnapshot desk, DateTimeOffset now, Func<string, bool> stands);
}
