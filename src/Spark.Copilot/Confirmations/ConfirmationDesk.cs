using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Copilot.SignIn;

namespace Spark.Copilot.Confirmations;

/// <summary>
/// Where a person confirms: shows the exact act, holds it to the typed word and the person's role, and carries it out once. The page
/// and the dialog in chat both come through here; the executor repeats every check that counts.
/// </summary>
internal sealed partial class ConfirmationDesk(ConfirmingClient? client, RecentConfirmations recent, TimeProvider time, ILogger<ConfirmationDesk> log, PendingConfirmations? waiting = null)
{
    private const string Confirmer = "confirmation page";

    /// <summary>Reads a confirmation as it stands now. Reading never carries anything out.</summary>
    public async Task<Shown> ShowAsync(string id, CancellationToken ct)
    {
        if (JointConfirmation.IdsOf(id) is { Count: > 1 } ids) return JointConfirmation.Join(await Task.WhenAll(ids.Select(one => ShowAsync(one, ct))));
        if (client is null) return new Shown.Unavailable("NoConfirmKey");
        try
        {
            var (pending, whyGone) = await client.ShowAsync(id, ct);
            if (pending is not null) return new Shown.Pending(pending, time.GetUtcNow());
            waiting?.Forget(id);
            return whyGone == "used" ? new Shown.Used(recent.OutcomeOf(id)) : new Shown.Gone(whyGone ?? "unknown");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            LogSilent(log, e.Message);
            return new Shown.Unavailable("ExecutorDown");
        }
    }

    /// <summary>Hears from the executor what waits for a person, so that what was proposed past this copilot is told here too.</summary>
    public async Task LookAroundAsync(CancellationToken ct)
    {
        if (client is null || waiting is null) return;
        var askedAt = time.GetUtcNow();
        try
        {
            if (await client.ListAsync(ct) is { } listed) waiting.Know([.. listed.Select(one => new WaitingConfirmation(one.Id, one.Summary, one.ExpiresAt, one.Origin))], askedAt);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            // What was known stays until it expires; that the executor is silent is told by every page already.
        }
    }

    /// <summary>Carries out a confirmation that <paramref name="person"/> has read and, where exposure rises, typed the word of.</summary>
    public async Task<Confirmed> ConfirmAsync(string id, string? typed, Person person, CancellationToken ct)
    {
        if (JointConfirmation.IdsOf(id) is { Count: > 1 } ids) return await ConfirmAllAsync(id, ids, person, ct);
        switch (await ShowAsync(id, ct))
        {
            case Shown.Used { Outcome: { } done }: return done with { Replayed = true };
            case Shown.Used: return await SendAsync(id, person); // the executor answers its first outcome, and never acts again
            case Shown.Pending { Proposal: var proposal }:
                if (!person.May(ConfirmationWords.EffectOf(proposal))) return new Confirmed.NotAllowed(person.Role);
                if (ConfirmationWords.Of(proposal) is { } word && !ConfirmationWords.Match(word, typed)) return new Confirmed.WordDiffers();
                return await SendAsync(id, person);
            case Shown.Gone gone: return Refusal(StatusCodes.Status409Conflict, "ConfirmationInvalid", gone.Reason);
            case Shown.Unavailable silent: return Refusal(StatusCodes.Status503ServiceUnavailable, silent.Code, null);
            default: throw new UnreachableException();
        }
    }

    // One after the other, each whatever came of those before: orders go before the positions that they would open again.
    private async Task<Confirmed> ConfirmAllAsync(string id, IReadOnlyList<string> ids, Person person, CancellationToken ct)
    {
        switch (await ShowAsync(id, ct))
        {
            case Shown.Gone gone: return Refusal(StatusCodes.Status409Conflict, "ConfirmationInvalid", gone.Reason);
            case Shown.Unavailable silent: return Refusal(StatusCodes.Status503ServiceUnavailable, silent.Code, null);
        }
        var steps = new List<Confirmed>();
        foreach (var one in ids) steps.Add(await ConfirmAsync(one, null, person, CancellationToken.None));
        return steps.OfType<Confirmed.NotAllowed>().FirstOrDefault() as Confirmed ?? new Confirmed.Together(steps);
    }

    // Not to be called off half-way: once sent, the answer is waited for whether or not the person still looks.
    private async Task<Confirmed> SendAsync(string id, Person person)
    {
        var outcome = await AskAsync(id, person);
        if (outcome is Confirmed.CarriedOut done) recent.Finished(id, done);
        waiting?.Settle(id, outcome);
        return outcome;
    }

    private async Task<Confirmed> AskAsync(string id, Person person)
    {
        try
        {
            var (status, body) = await client!.ConfirmAsync(id, NameOf(person), CancellationToken.None);
            return (status, body) switch
            {
                ( >= 200 and < 300, { } answer) => new Confirmed.CarriedOut(answer, (bool?)answer["replayed"] ?? false),
                ( >= 400 and < 500, { } answer) => new Confirmed.Refused(status, answer),
                (_, { } answer) when IsCertain(answer) => new Confirmed.Refused(status, answer),
                _ => new Confirmed.Unknown(body),
            };
        }
        catch (HttpRequestException e)
        {
            LogCut(log, e.Message);
            return new Confirmed.Unknown(null);
        }
    }

    // A 5xx is a plain no only where the executor says that nothing was carried out.
    private static bool IsCertain(JsonObject answer) => (string?)answer["error"] is "Stopping" or "ExchangeRejected" or "JournalUnavailable" or "NotImplemented";

    private static Confirmed.Refused Refusal(int status, string code, string? reason) => new(status, new JsonObject { ["error"] = code, ["reason"] = reason });

    private static string NameOf(Person person) => person.KeyName is { } name ? $"{Confirmer} ({name})" : Confirmer;

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "A confirmation could not be read: {Why}")]
    private static partial void LogSilent(ILogger log, string why);

    [LoggerMessage(EventId = 3202, Level = LogLevel.Error, Message = "The answer to a confirmation was lost, its outcome is unknown: {Why}")]
    private static partial void LogCut(ILogger log, string why);
}
