using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Spark.Copilot.Batches;
using Spark.Copilot.Http;

namespace Spark.Copilot.Cli;

/// <summary><c>spark actions run</c>: a table on a screen, result lines in JSON into a pipe or with <c>--json</c>.</summary>
internal static class RunCommand
{
    /// <param name="file">A path, or - for standard input.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="json">Lines even on a screen.</param>
    /// <param name="io">What it reads and writes.</param>
    /// <param name="ct">Stops behind the line that runs.</param>
    public static Task<int> RunAsync(string file, BatchOptions options, bool json, CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        await using var input = new CountedStream(Inputs.Open(file, io));
        await using var service = await Service.FindAsync(io, ct);
        var lines = service.Running is { } running
            ? PostAsync(running, input, file, options, ct)
            : service.Services.GetRequiredService<BatchRunner>().RunAsync(BatchReader.ReadAsync(input, Inputs.IsLines(file), ct), options, ct);
        return io.Screen is { } screen && !json ? await BatchScreen.ShowAsync(screen, lines, () => input.Share, ct) : await PrintAsync(lines, io, ct);
    }, ct);

    private static async Task<int> PrintAsync(IAsyncEnumerable<JsonObject> lines, CliIo io, CancellationToken ct)
    {
        var code = ExitCodes.Done;
        await foreach (var line in lines.WithCancellation(ct))
        {
            if ((string?)line["status"] == "failed") code = ExitCodes.ActionFailed;
            await io.Output.WriteLineAsync(line.ToJsonString(Answers.Readable));
        }
        return code;
    }

    private static async IAsyncEnumerable<JsonObject> PostAsync(HttpClient running, Stream input, string file, BatchOptions options, [EnumeratorCancellation] CancellationToken ct)
    {
        var query = $"?mode={BatchOptions.Word(options.Mode)}&onError={(options.StopOnError ? "stop" : "continue")}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/copilot/actions/run" + query) { Content = new StreamContent(input) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Inputs.IsLines(file) ? "application/x-ndjson" : "application/json");
        if (options.Key is { } key) request.Headers.Add("Idempotency-Key", key);
        using var answer = await running.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        if (!answer.IsSuccessStatusCode) throw new FormatException((JsonNode.Parse(await reader.ReadToEndAsync(ct)) as JsonObject)?["message"]?.ToString() ?? $"The service answered {(int)answer.StatusCode}.");
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (JsonNode.Parse(line) is JsonObject result) yield return result;
        }
    }
}
