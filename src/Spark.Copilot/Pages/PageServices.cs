using Microsoft.AspNetCore.Antiforgery;
using Spark.Copilot.Components;
using Spark.Copilot.Components.Batches;
using Spark.Copilot.Components.Chat;
using Spark.Copilot.Components.Inbox;
using Spark.Copilot.Confirmations;
using Spark.Copilot.Feed;
using Spark.Copilot.Hosting;
using Spark.Copilot.SignIn;
using Spark.Copilot.Status;

namespace Spark.Copilot.Pages;

/// <summary>The pages: what they need, and where they are.</summary>
internal static class PageServices
{
    private static readonly TimeSpan CircuitKept = TimeSpan.FromMinutes(5);

    /// <param name="services">The copilot's.</param>
    /// <param name="confirm">Null: nothing can be confirmed here.</param>
    public static IServiceCollection AddPages(this IServiceCollection services, ConfirmAddress? confirm)
    {
        services.AddLocalization();
        services.AddRazorComponents().AddInteractiveServerComponents(circuit =>
        {
            circuit.DisconnectedCircuitRetentionPeriod = CircuitKept;
            circuit.DisconnectedCircuitMaxRetained = 20;
        });
        FormKeys.Use(services);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "spark_form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.HttpOnly = true;
        });
        services.AddFeed().AddSingleton<Markdown>().AddSingleton<Sessions>();
        services.AddScoped<Toasts>().AddScoped<ChatSession>().AddScoped<PersonAccess>().AddScoped<InboxState>().AddScoped<SuggestionDrafts>().AddScoped<BatchRun>();
        services.AddSingleton<RecentConfirmations>().AddSingleton<PendingConfirmations>();
        services.AddSingleton(provider => new ConfirmationDesk(confirm is null ? null : new ConfirmingClient(confirm),
            provider.GetRequiredService<RecentConfirmations>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ConfirmationDesk>>(), provider.GetRequiredService<PendingConfirmations>()));
        services.AddHostedService<ConfirmationWatch>();
        return services;
    }

    public static void UsePages(this WebApplication app)
    {
        Cultures.Use(app);
        app.UseAntiforgery();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapAssets();
        Cultures.Map(app);
        app.MapGet("/", () => Results.LocalRedirect(PageRoutes.Home));
        app.MapGet(PageRoutes.Status, (StatusPage page, HttpContext context) => page.WriteAsync(context));
        app.MapPost(PageRoutes.SignOut, SignOutAsync);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = "'none'");
    }

    // Beside the published binary, and in a build's output, a list names the pages' files; a test's own output has none.
    private static void MapAssets(this WebApplication app)
    {
        var list = Path.Combine(AppContext.BaseDirectory, $"{app.Environment.ApplicationName}.staticwebassets.endpoints.json");
        if (File.Exists(list)) app.MapStaticAssets(list);
        else app.UseStaticFiles();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, Sessions sessions)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        sessions.Close(context);
        return Results.LocalRedirect(PageRoutes.SignIn);
    }
}
