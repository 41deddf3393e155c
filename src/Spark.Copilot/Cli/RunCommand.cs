using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Spark.Copilot.Batches;
using Spark.Copilot.Http;

namespace Spark.Copilot.Cli;

/// <summary><c>spark actions run</c>.</summary>
internal static class RunCommand
{
    public static Task<int> RunAsync(string file, string? mode, string? onError, string? key, CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        if (!BatchOptions.TryMode(mode, out var how)) throw new FormatException($"--mode '{mode}' is not validate, dryRun or execute.");
        if (!BatchOptions.TryOnError(onError, out var stop)) throw new FormatException($"--on-error '{onError}' is not stop or continue.");
        if (key is { Length: 0 or > BatchOptions.LongestKey }) throw new FormatException($"--key must have 1 to {BatchOptions.LongestKey} characters.");
        await using var input = Inputs.Open(file, io);
        await using var service = await Service.FindAsync(io, ct);
        return service.Running is { } running
            ? await PostAsync(running, input, file, $"?mode={mode}&onError={onError}", key, io, ct)
            : await PrintAsync(service.Services.GetRequiredService<BatchRunner>().RunAsync(BatchReader.ReadAsync(input, Inputs.IsLines(file), ct), new BatchOptions(how, stop, key), ct), io, ct);
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

    private static async Task<int> PostAsync(HttpClient running, Stream input, string file, string query, string? key, CliIo io, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/copilot/actions/run" + query) { Content = new StreamContent(input) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Inputs.IsLines(file) ? "application/x-ndjson" : "application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await running.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        if (!answer.IsSuccessStatusCode) throw new FormatException((JsonNode.Parse(await reader.ReadToEndAsync(ct)) as JsonObject)?["message"]?.ToString() ?? $"The service answered {(int)answer.StatusCode}.");
        return await PrintAsync(LinesOf(reader, ct), io, ct);
    }

    private static async IAsyncEnumerable<JsonObject> LinesOf(StreamReader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (JsonNode.Parse(line) is JsonObject json) yield return json;
        }
    }
}
