namespace Spark.Contracts;

/// <summary>A rule of an automatic action, in the words of its file.</summary>
public sealed record GuardrailRuleView(string Name, string Signal, double Threshold, double WindowSeconds, int MinSamples, string Action, string Notification);
