namespace Spark.Copilot.Pages;

internal enum ToastLevel
{
    Info,
    Success,
    Warning,
    Error,
}
