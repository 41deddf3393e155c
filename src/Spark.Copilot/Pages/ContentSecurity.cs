using System.Security.Cryptography;

namespace Spark.Copilot.Pages;

/// <summary>Pages load from this service only: no inline script or style, no eval, no frame around them.</summary>
internal sealed class ContentSecurity(RequestDelegate next)
{
    private const string NonceKey = "csp-nonce";

    public Task InvokeAsync(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceKey] = nonce;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        // Without a referrer a form would be posted with Origin: null, which the browser rule refuses.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    }

    /// <summary>This response's nonce, for the import map alone.</summary>
    public static string NonceOf(HttpContext context) => context.Items[NonceKey] as string ?? "";
}
