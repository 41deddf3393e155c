namespace Spark.Copilot.Cli;

/// <summary>What a command's process ends with.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    public const int ActionFailed = 1;

    public const int BadInput = 2;
}
