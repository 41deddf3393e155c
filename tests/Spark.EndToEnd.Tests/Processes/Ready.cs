namespace Spark.EndToEnd.Tests.Processes;

/// <summary>Waits until a service says that it is ready.</summary>
internal static class Ready
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>A process that ends before it is ready fails the test with what it wrote.</summary>
    public static Task AtAsync(Uri service, SparkProgram program, CancellationToken ct) => AnswersAsync(new Uri(service, "/readyz"), program, ct);

    /// <summary>The same with the patience of <see cref="Eventually.AtLengthAsync"/>.</summary>
    public static Task AtLengthAsync(Uri service, SparkProgram program, CancellationToken ct) => Eventually.AtLengthAsync(() => AtAsync(service, program, ct));

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
