using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Contracts.Configuration;
using Spark.Guardrails.Automation;

namespace Spark.Copilot.Cli;

/// <summary><c>spark guardrails replay</c>: decides again what an automatic action decided, from its receipt alone.</summary>
internal static class GuardrailsCommand
{
    /// <param name="receipt">An id such as <c>g-1790000000000</c>, which the executor is asked for; or a file with the receipt; or - for standard input.</param>
    /// <param name="io">What it reads and writes.</param>
    /// <param name="ct">Ends the wait.</param>
    public static Task<int> ReplayAsync(string receipt, CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        var read = Read(IsId(receipt) ? await FetchAsync(receipt, io.Settings(), ct) : await TextAsync(receipt, io, ct));
        var again = read.Replay();
        await io.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{read.Id}  {read.At:O}  {read.Rule.Name}: {read.Rule.Signal.ToWord()} {read.Reading.Value?.ToString(CultureInfo.InvariantCulture) ?? "without data"}, threshold {read.Rule.Threshold}, {read.Reading.Samples} samples"));
        await io.Output.WriteLineAsync($"decided   {read.Verdict} ({read.Rule.Action.ToWord()}), told {read.Notification.ToWord()}");
        await io.Output.WriteLineAsync($"replayed  {again.Verdict} ({read.Rule.Action.ToWord()}), told {again.Notification.ToWord()}");
        await io.Output.WriteLineAsync(read.Holds() ? "The receipt holds." : "The receipt does not hold: it was not decided from what it carries.");
        return read.Holds() ? ExitCodes.Done : ExitCodes.ActionFailed;
    }, ct);

    private static bool IsId(string receipt) => receipt.StartsWith("g-", StringComparison.Ordinal) && receipt.Length <= 40 && receipt[2..].All(char.IsAsciiDigit);

    private static async Task<string> TextAsync(string file, CliIo io, CancellationToken ct)
    {
        await using var input = Inputs.Open(file, io);
        using var reader = new StreamReader(input);
        return await reader.ReadToEndAsync(ct);
    }

    private static async Task<string> FetchAsync(string id, SettingsSource source, CancellationToken ct)
    {
        using var client = RunningExecutor.Client(source);
        using var answer = await client.GetAsync("/guardrails/receipts/" + id, ct);
        return await RunningExecutor.BodyOfAsync(answer, ct);
    }

    // The receipt itself, the service's answer around it, or the audit's record around it.
    private static GuardrailReceipt Read(string text)
    {
        try
        {
            var node = JsonNode.Parse(text) as JsonObject ?? throw new FormatException("A receipt is a JSON object.");
            var receipt = node["receipt"] ?? node["data"]?["receipt"] ?? node;
            return receipt.Deserialize(GuardrailReceiptJson.Default.GuardrailReceipt) ?? throw new FormatException("The receipt is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"That is no receipt of an automatic action: {e.Message}", e);
        }
    }
}
