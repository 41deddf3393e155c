using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Spark.Simulator.Tests.Hosting;

public sealed class StandaloneTests : IDisposable
{
    private const string Announcement = "Embedded exchange at ";

    private readonly string _folder = Directory.CreateTempSubdirectory("spark-simulator-").FullName;

    [Fact]
    public async Task What_was_acknowledged_survives_the_kill_of_the_process()
    {
        using (var first = Start("http://127.0.0.1:0", _folder))
        {
            var address = await AddressOfAsync(first);
            var order = await SignedAsync(address, HttpMethod.Post, "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=kept");
            first.Kill();
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal("NEW", order.GetProperty("status").GetString());
        }
        using var second = Start("http://127.0.0.1:0", _folder);
        var kept = await SignedAsync(await AddressOfAsync(second), HttpMethod.Get, "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=kept");
        second.Kill();
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("FILLED", kept.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("http://0.0.0.0:4002", "SPARK_SIMULATOR_URLS")]
    [InlineData("nonsense", "SPARK_SIMULATOR_URLS")]
    public async Task A_bad_setting_is_one_clear_line_and_exit_code_2(string urls, string named)
    {
        using var process = Start(urls, _folder);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains($"{named} is '{urls}'", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alone_it_reads_the_env_file_that_the_others_read_and_the_environment_wins_over_it()
    {
        var file = Path.Combine(_folder, "settings.env");
        await File.WriteAllTextAsync(file, $"SPARK_SIMULATOR_URLS=http://127.0.0.1:1\nSPARK_SIMULATOR_SYMBOLS=SOLUSDT,BTCUSDT\nSPARK_DATA={_folder}/kept\n", TestContext.Current.CancellationToken);
        using var process = Start(new() { ["SPARK_ENV_FILE"] = file, ["SPARK_SIMULATOR_URLS"] = "http://127.0.0.1:0" });
        var address = await AddressOfAsync(process);
        using var http = new HttpClient { BaseAddress = address };
        using var info = JsonDocument.Parse(await http.GetStringAsync(new Uri("/fapi/v1/exchangeInfo", UriKind.Relative), TestContext.Current.CancellationToken));
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["SOLUSDT", "BTCUSDT"], info.RootElement.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetProperty("symbol").GetString()));
        Assert.True(File.Exists(Path.Combine(_folder, "kept", "exchange", "exchange.db")));
    }

    [Theory]
    [InlineData("SPARK_SIMULATOR_SYMBOLS", "DOGE")]
    [InlineData("SPARK_SIMULATOR_WEIGHT", "none")]
    public async Task A_bad_line_of_the_env_file_is_one_clear_line_and_exit_code_2(string name, string value)
    {
        var file = Path.Combine(_folder, "settings.env");
        await File.WriteAllTextAsync(file, $"{name}={value}\n", TestContext.Current.CancellationToken);
        using var process = Start(new() { ["SPARK_ENV_FILE"] = file, ["SPARK_SIMULATOR_URLS"] = "http://127.0.0.1:0", ["SPARK_DATA"] = _folder });
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith($"{name} is '{value}'", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Process Start(string urls, string folder) => Start(new() { ["SPARK_SIMULATOR_URLS"] = urls, ["SPARK_DATA"] = folder });

    private static Process Start(Dictionary<string, string> environment)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Spark.Simulator.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SPARK_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressOfAsync(Process process)
    {
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        Assert.StartsWith(Announcement, line, StringComparison.Ordinal);
        return new Uri(line[Announcement.Length..]);
    }

    private static async Task<JsonElement> SignedAsync(Uri address, HttpMethod method, string path, string parameters)
    {
        using var http = new HttpClient { BaseAddress = address };
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var text = string.Create(CultureInfo.InvariantCulture, $"{parameters}&timestamp={now}");
        using var request = new HttpRequestMessage(method, $"{path}?{text}&signature={TestExchange.Sign("sim-secret", text)}");
        request.Headers.Add("X-MBX-APIKEY", "sim-key");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }
}
