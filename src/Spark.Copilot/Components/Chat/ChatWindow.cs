namespace Spark.Copilot.Components.Chat;

/// <summary>
/// Which entries of a conversation are drawn: so many that a long one costs the page no more than a short one, and whole ones, since entries
/// are of any height, hold forms and are searched in the browser. Pure.
/// </summary>
/// <param name="From">The first entry that is drawn; null: the newest ones, which new entries push along.</param>
internal readonly record struct ChatWindow(int? From)
{
    /// <summary>Entries drawn at most.</summary>
    public const int Size = 60;

    private const int Step = Size / 2;

    public static ChatWindow Newest => new(null);

    public int StartOf(int count) => Math.Clamp(From ?? count, 0, Math.Max(0, count - Size));

    public int EndOf(int count) => Math.Min(count, StartOf(count) + Size);

    /// <summary>Half a window further back, so that what was looked at stays.</summary>
    public ChatWindow Earlier(int count) => new(Math.Max(0, StartOf(count) - Step));

    /// <summary>Half a window on; at the end it follows new entries again.</summary>
    public ChatWindow Later(int count) => StartOf(count) + Step >= count - Size ? Newest : new(StartOf(count) + Step);

    /// <summary>The same entries after <paramref name="added"/> came in before the first.</summary>
    public ChatWindow After(int added, int count) => new(StartOf(count) + added);
}
