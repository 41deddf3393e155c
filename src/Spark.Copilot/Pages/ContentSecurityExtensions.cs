namespace Spark.Copilot.Pages;

internal static class ContentSecurityExtensions
{
    public static string CspNonce(this HttpContext context) => ContentSecurity.NonceOf(context);
}
