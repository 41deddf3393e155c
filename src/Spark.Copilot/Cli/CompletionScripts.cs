namespace Spark.Copilot.Cli;

/// <summary>Scripts with which a shell completes Spark's commands: they ask Spark itself, so that they never grow old.</summary>
internal static class CompletionScripts
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>Null for a shell that is not among <see cref="Shells"/>.</summary>
    public static string? For(string shell) => shell switch
    {
        "bash" => """
            _spark() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -F _spark spark Spark.Copilot
            """,
        "zsh" => """
            _spark() {
                local -a found
                found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a found
            }
            compdef _spark spark Spark.Copilot
            """,
        "fish" => """
            complete -c spark -f -a '(spark "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
            """,
        "pwsh" => """
            Register-ArgumentCompleter -Native -CommandName spark, Spark.Copilot -ScriptBlock {
                param($word, $ast, $position)
                & $ast.CommandElements[0].Value "[suggest:$position]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
        _ => null,
    };
}
