namespace Spark.Copilot.Pages;

/// <summary>Marks the texts of the pages: <c>UiText.resx</c> (English) and <c>UiText.tr.resx</c>.</summary>
public sealed class UiText;
