namespace Spark.EndToEnd.Tests.Processes;

/// <summary>Waits until a service says that it is ready.</summary>
internal static class Ready
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>A process that ends before it is ready fails the test with what it wrote.</summary>
    public static Task AtAsync(Uri service, SparkProgram program, CancellationToken ct) => AnswersAsync(new Uri(service, "/readyz"), program, ct);

    /// <summary>The same where starts follow each other faster than a person makes them: Spark holds back until the exchange's minute is over.</summary>
    public static async Task AtLengthAsync(Uri service, SparkProgram program, CancellationToken ct)
    {
        for (var more = 2; ; more--)
        {
            try
            {
                await AtAsync(service, program, ct);
                return;
            }
            catch (TimeoutException) when (more > 0)
            {
                // The exchange's minute is not over yet.
            }
        }
    }

    /// <summary>Waits for any successful answer at <paramref name="address"/>.</summary>
    public static Task AnswersAsync(Uri address, SparkProgram program, CancellationToken ct) => Eventually.HoldsAsync(
        async token =>
        {
            Assert.False(program.HasExited, $"The process {program.Story}");
            try
            {
                using var answer = await Http.GetAsync(address, token);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        () => $"{address} is not ready; the process {program.Story}", ct);
}
