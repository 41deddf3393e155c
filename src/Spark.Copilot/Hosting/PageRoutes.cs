namespace Spark.Copilot.Hosting;

/// <summary>Addresses of the pages.</summary>
internal static class PageRoutes
{
    public const string Home = "/copilot-home";

    public const string Lab = "/strategy-lab-copilot";

    public const string Batches = "/copilot/batches";

    public const string Audit = "/copilot/audit";

    public const string Confirmation = "/copilot/confirmations/";

    public const string SignIn = "/sign-in";

    public const string SignOut = "/sign-out";

    public const string Status = "/status";
}
