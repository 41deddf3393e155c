using Spark.Contracts.Configuration;
using Spectre.Console;

namespace Spark.Copilot.Cli;

/// <summary>What a command reads and writes, and where its settings come from.</summary>
/// <param name="Input">Standard input.</param>
/// <param name="Output">For results.</param>
/// <param name="Errors">For people.</param>
/// <param name="Settings">Loads settings.</param>
internal sealed record CliIo(Func<Stream> Input, TextWriter Output, TextWriter Errors, Func<SettingsSource> Settings)
{
    /// <summary>Standard output as bytes, for a protocol.</summary>
    public Func<Stream> RawOutput { get; init; } = Console.OpenStandardOutput;

    /// <summary>The screen that a person looks at; null when output goes into a file or another program: then it stays plain.</summary>
    public IAnsiConsole? Screen { get; init; }

    public static CliIo Standard { get; } = new(Console.OpenStandardInput, Console.Out, Console.Error, SettingsSource.Load)
    {
        Screen = Console.IsOutputRedirected ? null : AnsiConsole.Console,
    };
}
