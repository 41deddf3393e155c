using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Spark.Browser.Tests;

/// <summary>One page; keeps every request off this machine and every error of its console.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SPARK_SHOTS");

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private static int _pictures;

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Request += (_, request) => NoteForeign(request.Url);
        page.WebSocket += (_, socket) => NoteForeign(socket.Url);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(true, "page error: " + error);
        page.Response += (_, response) => Note(response.Status >= 400, $"{response.Status} {response.Url}");
    }

    public IPage Page { get; }

    /// <summary>Waits until the circuit is up and the chart is drawn.</summary>
    public Task IsLiveAsync() => Page.WaitForSelectorAsync(".chart[data-ready]", new() { Timeout = 30_000 });

    /// <summary>Waits until the page answers to the person, with or without a chart on it.</summary>
    public Task IsReadyAsync() => Page.WaitForSelectorAsync(".chart[data-ready], #batch-text[data-ready], .records .scroll[aria-busy=false]", new() { Timeout = 30_000 });

    /// <summary>No error anywhere, and nothing asked of another machine.</summary>
    public void AssertClean() => Assert.Empty(_faults);

    /// <summary>axe finds nothing at all, as the page stands. With <c>SPARK_SHOTS=folder</c> a picture of it is kept, to be looked at.</summary>
    public async Task AssertAccessibleAsync()
    {
        if (Pictures is not null) await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{TestContext.Current.TestMethod?.MethodName[..40]}-{TestContext.Current.Test?.UniqueID[..6]}-{Interlocked.Increment(ref _pictures)}.png"), FullPage = true });
        var found = await Page.RunAxe();
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(fault =>
            $"{fault.Impact} {fault.Id}: {fault.Help}: {string.Join(" | ", fault.Nodes.Select(node => node.Html))}")));
    }

    public ValueTask DisposeAsync() => new(_context.CloseAsync());

    private void NoteForeign(string address)
    {
        var url = new Uri(address);
        Note(url.Scheme is "http" or "https" or "ws" or "wss" && !url.IsLoopback, "foreign request: " + address);
    }

    private void Note(bool isFault, string what)
    {
        if (isFault) _faults.Enqueue(what);
    }
}
