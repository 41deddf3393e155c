namespace Spark.Copilot.Cli;

/// <summary>Files that commands read.</summary>
internal static class Inputs
{
    /// <param name="file">A path, or - for standard input.</param>
    /// <param name="io">Where standard input comes from.</param>
    public static Stream Open(string file, CliIo io) => file == "-" ? io.Input() : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 16 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Whether a name says that each line is an action.</summary>
    public static bool IsLines(string file) => Path.GetExtension(file).ToLowerInvariant() is ".jsonl" or ".ndjson";
}
