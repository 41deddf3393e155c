using System.Text;
using Spark.Contracts.Configuration;
using Spark.Copilot.Cli;
using Spectre.Console;

namespace Spark.Copilot.Tests.Cli;

/// <summary>The command line with its streams in memory.</summary>
internal sealed class Terminal(params (string Name, string Value)[] settings)
{
    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public string Input { get; init; } = "";

    /// <summary>Whether a person looks at it, or it goes into a pipe.</summary>
    public bool IsScreen { get; init; }

    public async Task<int> RunAsync(CancellationToken ct, params string[] arguments)
    {
        var source = SettingsSource.Of(settings.ToDictionary(pair => pair.Name, pair => pair.Value));
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var io = new CliIo(() => new MemoryStream(Encoding.UTF8.GetBytes(Input)), output, errors, () => source) { Screen = IsScreen ? ScreenOn(output) : null };
        var code = await SparkCommands.Build(io).Parse(arguments).InvokeAsync(cancellationToken: ct);
        (Output, Errors) = (output.ToString(), errors.ToString());
        return code;
    }

    private static IAnsiConsole ScreenOn(TextWriter output)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        screen.Profile.Width = 200;
        return screen;
    }
}
