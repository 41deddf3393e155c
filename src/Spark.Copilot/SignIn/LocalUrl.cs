namespace Spark.Copilot.SignIn;

/// <summary>Where to go back to, never off this service.</summary>
internal static class LocalUrl
{
    public static string OrHome(string? url) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl) ? url : Hosting.PageRoutes.Home;
}
