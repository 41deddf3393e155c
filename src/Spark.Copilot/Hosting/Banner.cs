namespace Spark.Copilot.Hosting;

/// <summary>What a person sees when Spark has started: where to click, what is traded, where data is, how to stop.</summary>
internal static class Banner
{
    public static void Print(TextWriter output, CopilotSettings settings, IReadOnlyList<string> urls, ExecutorAddress executor, EmbeddedDescription? embedded)
    {
        output.WriteLine();
        output.WriteLine($"  Spark      {string.Join("  ", urls)}   <- open this");
        output.WriteLine($"  Executor   {executor.Url.ToString().TrimEnd('/')}   (API: /openapi/v1.json)");
        if (embedded?.Exchange is { } exchange) output.WriteLine($"  Exchange   {exchange.ToString().TrimEnd('/')}   (embedded; play money)");
        if (embedded is not null) output.WriteLine($"  Venue      {embedded.Venue}");
        output.WriteLine($"  Data       {settings.DataFolder}");
        foreach (var note in embedded?.Notes ?? []) output.WriteLine($"  Note       {note}");
        output.WriteLine("  Stop       Ctrl-C");
        output.WriteLine();
        output.Flush();
    }
}
