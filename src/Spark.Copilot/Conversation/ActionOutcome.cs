using System.Text.Json.Nodes;

namespace Spark.Copilot.Conversation;

/// <summary>What the executor answered.</summary>
/// <param name="Status">HTTP status; 503 when it couldn't be reached, 504 when it was reached and didn't answer in time: what it did is unknown.</param>
/// <param name="Body">Its answer, or an error of the same shape.</param>
/// <param name="ConfirmUrl">Of a 428: where a person confirms; the last segment is the confirmation's id.</param>
public sealed record ActionOutcome(int Status, JsonObject Body, string? ConfirmUrl = null)
{
    public bool Succeeded => Status is >= 200 and < 300;

    public bool AwaitsPerson => Status == 428;

    /// <summary>Of a 428: the confirmation's id, the last segment of <see cref="ConfirmUrl"/>.</summary>
    public string? ConfirmationId => ConfirmUrl?[(ConfirmUrl.LastIndexOf('/') + 1)..];
}
