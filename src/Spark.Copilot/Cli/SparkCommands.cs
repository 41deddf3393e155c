using System.CommandLine;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Cli;

/// <summary>The command line: what there is, and which part does it.</summary>
internal static class SparkCommands
{
    public static RootCommand Build(CliIo io)
    {
        var spark = new RootCommand("Spark: the copilot a futures trader would trust.") { Serve(io), Ask(io), Actions(io), Eval(io) };
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
        var json = new Option<bool>("--json") { Description = "Print the whole answer as JSON." };
        var ask = new Command("ask", "Turns a sentence into actions; reads run at once, the rest is only proposed.") { message, json };
        ask.SetAction((parsed, ct) => AskCommand.RunAsync(parsed.GetValue(message)!, parsed.GetValue(json), io, ct));
        return ask;
    }

    private static Command Actions(CliIo io)
    {
        var file = new Argument<string>("file") { Description = "One action, an array, or a line per action; - reads standard input." };
        var mode = new Option<string>("--mode") { Description = "validate, dryRun or execute.", DefaultValueFactory = _ => "dryRun" };
        var onError = new Option<string>("--on-error") { Description = "stop or continue.", DefaultValueFactory = _ => "stop" };
        var key = new Option<string?>("--key") { Description = "Passed down with each line's number, so that a second run repeats none." };
        var validate = new Command("validate", "Judges actions; nothing is carried out and no service is needed.") { file };
        validate.SetAction((parsed, ct) => ValidateCommand.RunAsync(parsed.GetValue(file)!, io, ct));
        var run = new Command("run", "Runs actions; a live one waits for its confirmation page.") { file, mode, onError, key };
        run.SetAction((parsed, ct) => RunCommand.RunAsync(parsed.GetValue(file)!, parsed.GetValue(mode), parsed.GetValue(onError), parsed.GetValue(key), io, ct));
        return new Command("actions", "Action JSON from files.") { validate, run };
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
}
