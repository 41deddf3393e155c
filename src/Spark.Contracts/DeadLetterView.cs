namespace Spark.Contracts;

/// <summary>A notification that could not be delivered.</summary>
/// <param name="Notifier">Who would not take it.</param>
/// <param name="Code">The alert's code.</param>
/// <param name="Severity">The alert's severity.</param>
/// <param name="Message">The alert's text.</param>
/// <param name="Why">The last failure.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadLetterView(string Notifier, string Code, string Severity, string Message, string Why, int Attempts, DateTimeOffset At);
