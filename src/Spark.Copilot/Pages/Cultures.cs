using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Spark.Copilot.SignIn;

namespace Spark.Copilot.Pages;

/// <summary>The pages' languages: the browser's, unless the person chose one here.</summary>
internal static class Cultures
{
    private const string SwitchPath = "/culture/set";

    public static IReadOnlyList<string> All { get; } = ["en", "tr"];

    public static string NameOf(string culture) => CultureInfo.GetCultureInfo(culture).NativeName;

    public static string SwitchUrl(string culture, string back) => $"{SwitchPath}?culture={culture}&returnUrl={Uri.EscapeDataString(back)}";

    public static void Use(IApplicationBuilder app) => app.UseRequestLocalization(options =>
    {
        options.SetDefaultCulture(All[0]).AddSupportedCultures([.. All]).AddSupportedUICultures([.. All]);
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
    });

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(SwitchPath, (string culture, string? returnUrl, HttpContext context) =>
    {
        if (All.Contains(culture)) Remember(culture, context);
        return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
    });

    private static void Remember(string culture, HttpContext context) => context.Response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
        new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps });
}
