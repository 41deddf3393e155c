using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;

namespace Spark.Simulator.Hosting.Control;

/// <summary>The control routes under <c>/sim</c>.</summary>
internal sealed class ControlApi(SimulatorControl control, BrowserGuard guard)
{
    private const int LargestBody = 16 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        if (!guard.Allows(context))
        {
            await RefuseAsync(context, 403, "OriginNotAllowed", "Only requests from this machine and not from other web pages are allowed here.");
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LargestBody;
        await ((context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", "/sim/status") => StatusAsync(context),
            ("POST", "/sim/accounts") => OpenAccountAsync(context),
            ("POST", "/sim/price") => MovePriceAsync(context),
            ("POST", "/sim/transfer") => TransferAsync(context),
            ("POST", "/sim/replay") => ReplayAsync(context),
            ("POST", "/sim/reset") => ResetAsync(context),
            ("POST", "/sim/faults") => AddFaultAsync(context),
            ("DELETE", "/sim/faults") => ClearFaultsAsync(context),
            _ => RefuseAsync(context, 404, "NotFound", "The routes are GET /sim/status, POST /sim/accounts, /sim/price, /sim/transfer, /sim/replay, /sim/reset, /sim/faults, DELETE /sim/faults."),
        });
    }

    private async Task StatusAsync(HttpContext context) =>
        await WriteAsync(context, 200, await control.StatusAsync(context.RequestAborted), ControlJson.Default.SimulatorStatus);

    private async Task OpenAccountAsync(HttpContext context)
    {
        if (await ReadAsync(context, ControlJson.Default.OpenAccountRequest) is not { } wanted) return;
        var balance = wanted.Balance ?? SimulatedAccount.DefaultBalance;
        if (!IsKey(wanted.ApiKey)) await InvalidAsync(context, $"apiKey is '{wanted.ApiKey}': allowed are 1 to 128 letters, digits, '-' and '_'.");
        else if (wanted.ApiSecret.Length is 0 or > 128) await InvalidAsync(context, "apiSecret is refused: allowed are 1 to 128 characters.");
        else if (balance < 0) await InvalidAsync(context, string.Create(CultureInfo.InvariantCulture, $"balance is {balance}: allowed is 0 or more."));
        else if (await control.OpenAccountAsync(new SimulatedAccount(wanted.ApiKey, wanted.ApiSecret, balance), CancellationToken.None)) await StatusAsync(context);
        else await RefuseAsync(context, 409, "AccountExists", $"There is an account '{wanted.ApiKey}' already.");
    }

    private async Task MovePriceAsync(HttpContext context)
    {
        if (await ReadAsync(context, ControlJson.Default.MovePriceRequest) is not { } wanted) return;
        if (await control.MoveToAsync(wanted.Symbol, wanted.Price, CancellationToken.None)) await StatusAsync(context);
        else await InvalidAsync(context, string.Create(CultureInfo.InvariantCulture, $"'{wanted.Symbol}' can't move to {wanted.Price}: allowed are listed symbols and prices inside their PRICE_FILTER."));
    }

    private async Task TransferAsync(HttpContext context)
    {
        if (await ReadAsync(context, ControlJson.Default.TransferRequest) is not { } wanted) return;
        if (await control.TransferAsync(wanted.ApiKey, wanted.Amount, CancellationToken.None)) await StatusAsync(context);
        else await InvalidAsync(context, string.Create(CultureInfo.InvariantCulture, $"amount is {wanted.Amount} for '{wanted.ApiKey}': allowed are existing accounts and what leaves 0 or more in the wallet."));
    }

    private async Task ReplayAsync(HttpContext context)
    {
        if (await ReadAsync(context, ControlJson.Default.ReplayRequest) is not { } wanted) return;
        try
        {
            var csv = wanted.Csv ?? (wanted.File is { } file ? await File.ReadAllTextAsync(file, context.RequestAborted) : "");
            if (await control.ReplayAsync(wanted.Symbol, csv, wanted.Speed, CancellationToken.None)) await StatusAsync(context);
            else await InvalidAsync(context, $"symbol is '{wanted.Symbol}': allowed are listed symbols.");
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            await InvalidAsync(context, e.Message);
        }
    }

    private async Task ResetAsync(HttpContext context)
    {
        await control.ResetAsync(CancellationToken.None);
        await StatusAsync(context);
    }

    private async Task AddFaultAsync(HttpContext context)
    {
        if (await ReadAsync(context, ControlJson.Default.FaultRequest) is not { } wanted) return;
        if (wanted.ToRule(out var problem) is not { } rule)
        {
            await InvalidAsync(context, problem!);
            return;
        }
        control.Faults.Add(rule);
        await StatusAsync(context);
    }

    private async Task ClearFaultsAsync(HttpContext context)
    {
        string? name = context.Request.Query["name"];
        var kind = FaultRequest.KindOf(name);
        if (name is not null && kind is null)
        {
            await InvalidAsync(context, $"name is '{name}': there is no such fault.");
            return;
        }
        control.Faults.Clear(kind);
        await StatusAsync(context);
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= 128 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } read) return read;
            await InvalidAsync(context, "The body is null.");
        }
        catch (JsonException e)
        {
            await InvalidAsync(context, $"The body can't be read: {e.Message}");
        }
        return null;
    }

    private static Task InvalidAsync(HttpContext context, string message) => RefuseAsync(context, 400, "InvalidParams", message);

    private static Task RefuseAsync(HttpContext context, int status, string error, string message) =>
        WriteAsync(context, status, new SimulatorError(error, message), ControlJson.Default.SimulatorError);

    private static async Task WriteAsync<T>(HttpContext context, int status, T value, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }
}
