using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Spark.Simulator.Hosting;

namespace Spark.Benchmarks.Simulator;

/// <summary>The embedded exchange, and an empty POST endpoint on the same server, each in a process of its own.</summary>
internal static class SimulatorPeer
{
    /// <summary>The exchange in memory with no limits on rates.</summary>
    public static async Task<int> RunExchangeAsync(string[] options, CancellationToken ct)
    {
        await using var app = SimulatorApp.Build(new SimulatorSettings
        {
            Urls = "http://127.0.0.1:0",
            Accounts = [new SimulatedAccount("bench", "bench-secret", 1_000_000_000)],
            WeightPerMinute = int.MaxValue,
            OrdersPerTenSeconds = int.MaxValue,
            OrdersPerMinute = int.MaxValue,
        });
        await app.StartAsync(ct);
        return await ServeAsync(SimulatorApp.AddressOf(app).Port, ct);
    }

    /// <summary>Reads the request and answers <c>{}</c>.</summary>
    public static async Task<int> RunEmptyAsync(string[] options, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        await using var app = builder.Build();
        app.Run(static async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/json;charset=UTF-8";
            context.Response.ContentLength = 2;
            await context.Response.Body.WriteAsync("{}"u8.ToArray());
        });
        await app.StartAsync(ct);
        return await ServeAsync(SimulatorApp.AddressOf(app).Port, ct);
    }

    private static async Task<int> ServeAsync(int port, CancellationToken ct)
    {
        Console.WriteLine(port.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadToEndAsync(ct);
        return 0;
    }
}
