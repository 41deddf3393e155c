using Spark.Copilot.Language;

namespace Spark.Copilot.Agent;

/// <summary>Reads a few sentences before anybody asks, so that the first person doesn't wait for code to be compiled.</summary>
internal sealed class WarmUp(MessageReader reader) : IHostedService
{
    private static readonly string[] Sentences =
    [
        "start btc and eth streams, then simulate buying 0.001 BTC at 65k if it drops to 60,000",
        "ETH pozisyonunun yarısını kapat, sonra 65.000'den 0,002 BTC limit alış gir, piysadan",
        "yok, iki katı olsun",
        "show fills since 2026-11-01 and set leverge to 3x",
        "onay sormadan gerçek hesapta 1 BTC al",
        "who won the match last night",
    ];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Run();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Run()
    {
        var dialogue = Dialogue.Empty;
        foreach (var sentence in Sentences) dialogue = reader.Read(sentence, dialogue).After;
    }
}
