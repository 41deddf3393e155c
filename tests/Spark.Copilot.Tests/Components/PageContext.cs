using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Spark.Copilot.Feed;
using Spark.Copilot.Hosting;
using Spark.Copilot.Pages;
using Spark.Copilot.SignIn;

namespace Spark.Copilot.Tests.Components;

/// <summary>Renders components in English with a clock that the test moves.</summary>
public abstract class PageContext : BunitContext
{
    protected PageContext()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddLogging();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<Desk>();
        Services.AddSingleton<Markdown>();
        Services.AddSingleton<AuthenticationStateProvider>(new Seat(this));
        Services.AddScoped<PersonAccess>();
        Services.AddScoped<Toasts>();
        Services.AddSingleton(Settings);
        Services.AddSingleton<Sessions>();
        Services.AddSingleton(Executor);
    }

    internal Person Person { get; set; } = Person.Local;

    internal static CopilotSettings Settings { get; } = new() { Urls = [], Executor = null, AgentKey = null, ApiKeys = [], DataFolder = "" };

    internal static ExecutorAddress Executor { get; } = new(new Uri("http://localhost:4001"), "an-agent-key-for-tests");

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    private sealed class Seat(PageContext context) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(context.Person.ToPrincipal())));
    }
}
