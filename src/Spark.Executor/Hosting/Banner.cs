namespace Spark.Executor.Hosting;

/// <summary>What an operator sees when the executor has started alone.</summary>
internal static class Banner
{
    public static void Print(TextWriter output, ExecutorSettings settings, IReadOnlyList<string> urls)
    {
        output.WriteLine($"  Executor   {string.Join("  ", urls)}   (API: /openapi/v1.json)");
        output.WriteLine($"  Venue      {ExecutorDescription.Venue(settings)}");
        output.WriteLine($"  Data       {settings.DataFolder}");
        foreach (var note in ExecutorDescription.Notes(settings)) output.WriteLine($"  Note       {note}");
        output.WriteLine("  Stop       Ctrl-C");
        output.Flush();
    }
}
