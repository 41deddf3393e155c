using System.CommandLine;
using Spark.Copilot.Batches;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Cli;

/// <summary>The command line: what there is, and which part does it.</summary>
internal static class SparkCommands
{
    public static RootCommand Build(CliIo io)
    {
        var spark = new RootCommand("Spark: the copilot a futures trader would trust.") { Serve(io), Ask(io), Actions(io), Eval(io), Mcp(io), Audit(io), Guardrails(io), Notify(io), Completion(io) };
        spark.SetAction((_, ct) => SparkProcess.ServeAsync(io.Output, io.Errors, ct));
        return spark;
    }

    private static Command Serve(CliIo io)
    {
        var serve = new Command("serve", "Starts Spark: copilot, executor and, without keys, the embedded exchange (the default).");
        serve.SetAction((_, ct) => SparkProcess.ServeAsync(io.Output, io.Errors, ct));
        return serve;
    }

    private static Command Ask(CliIo io)
    {
        var message = new Argument<string>("message") { Description = "What you want, in Turkish or English." };
        var json = Json("Print the whole answer as JSON.");
        var ask = new Command("ask", "Turns a sentence into actions; reads run at once, the rest is only proposed.") { message, json };
        ask.SetAction((parsed, ct) => AskCommand.RunAsync(parsed.GetValue(message)!, parsed.GetValue(json), io, ct));
        return ask;
    }

    private static Command Actions(CliIo io) => new("actions", "Action JSON from files.") { Validate(io), Run(io) };

    private static Command Validate(CliIo io)
    {
        var (file, json) = (ActionFile(), Json("Print a verdict per line as JSON, as it does into a pipe."));
        var validate = new Command("validate", "Judges actions; nothing is carried out and no service is needed.") { file, json };
        validate.SetAction((parsed, ct) => ValidateCommand.RunAsync(parsed.GetValue(file)!, parsed.GetValue(json), io, ct));
        return validate;
    }

    private static Command Run(CliIo io)
    {
        var (file, json) = (ActionFile(), Json("Print a result per line as JSON, as it does into a pipe."));
        var mode = OneOf("--mode", "dryRun", "validate", "dryRun", "execute");
        var onError = OneOf("--on-error", "stop", "stop", "continue");
        var key = new Option<string?>("--key") { Description = "Passed down with each line's number, so that a second run repeats none." };
        var run = new Command("run", "Runs actions; a live one waits for its confirmation page.") { file, mode, onError, key, json };
        run.SetAction((parsed, ct) => Guarded.RunAsync(io, () =>
        {
            var options = BatchOptions.Parse(parsed.GetValue(mode), parsed.GetValue(onError), parsed.GetValue(key));
            return RunCommand.RunAsync(parsed.GetValue(file)!, options, parsed.GetValue(json), io, ct);
        }, ct));
        return run;
    }

    private static Command Audit(CliIo io)
    {
        var verify = new Command("verify", "Proves that no record of the audit was changed or removed, or names the first one that was.");
        verify.SetAction((_, ct) => AuditCommand.VerifyAsync(io, ct));
        return new Command("audit", "The append-only audit.") { verify };
    }

    private static Command Eval(CliIo io)
    {
        var file = new Argument<string>("file") { Description = "An evaluation file, JSON Lines." };
        var report = new Option<string?>("--report") { Description = "Where to write the report." };
        var repeat = new Option<int>("--repeat") { Description = "How often each case is put, 1 to 100: a model doesn't answer alike every time.", DefaultValueFactory = _ => 1 };
        repeat.Validators.Add(result =>
        {
            if (result.GetValue(repeat) is < 1 or > 100) result.AddError($"--repeat {result.GetValue(repeat)} is not allowed: 1 to 100.");
        });
        var eval = new Command("eval", "Puts the cases of a file to the engine and scores it.") { file, report, repeat };
        eval.SetAction((parsed, ct) => EvalCommand.RunAsync(parsed.GetValue(file)!, parsed.GetValue(report), parsed.GetValue(repeat), io, ct));
        return eval;
    }

    private static Command Mcp(CliIo io)
    {
        var mcp = new Command("mcp", "Serves the Model Context Protocol on standard input and output.");
        mcp.SetAction((_, ct) => McpCommand.RunAsync(io, ct));
        return mcp;
    }

    private static Command Guardrails(CliIo io)
    {
        var receipt = new Argument<string>("receipt") { Description = "An id such as g-1790000000000, or a file with the receipt; - reads standard input." };
        var replay = new Command("replay", "Decides again what an automatic action decided.") { receipt };
        replay.SetAction((parsed, ct) => GuardrailsCommand.ReplayAsync(parsed.GetValue(receipt)!, io, ct));
        return new Command("guardrails", "Automatic actions.") { replay };
    }

    private static Command Notify(CliIo io)
    {
        var test = new Command("test", "Sends a test to everybody who is told of alerts, and says who took it. Needs the executor that runs, as admin.");
        test.SetAction((_, ct) => NotifyCommand.TestAsync(io, ct));
        return new Command("notify", "Telling people.") { test };
    }

    private static Command Completion(CliIo io)
    {
        var shell = new Argument<string>("shell") { Description = string.Join(", ", CompletionScripts.Shells) };
        shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        var completion = new Command("completion", "Prints the script with which a shell completes these commands.") { shell };
        completion.SetAction((parsed, ct) => Guarded.RunAsync(io, async () =>
        {
            var asked = parsed.GetValue(shell)!;
            var script = CompletionScripts.For(asked) ?? throw new FormatException($"'{asked}' is not {string.Join(", ", CompletionScripts.Shells)}.");
            await io.Output.WriteLineAsync(script);
            return ExitCodes.Done;
        }, ct));
        return completion;
    }

    private static Argument<string> ActionFile() => new("file") { Description = "One action, an array, or a line per action; - reads standard input." };

    private static Option<bool> Json(string description) => new("--json") { Description = description };

    private static Option<string> OneOf(string name, string usual, params string[] words)
    {
        var option = new Option<string>(name) { Description = string.Join(", ", words) + ".", DefaultValueFactory = _ => usual };
        option.CompletionSources.Add(words);
        return option;
    }
}
