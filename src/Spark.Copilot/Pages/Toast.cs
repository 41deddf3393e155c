namespace Spark.Copilot.Pages;

/// <summary>A short message in the corner; never the only place where something is said.</summary>
internal sealed record Toast(long Id, ToastLevel Level, string Title, string? Body);
