using Spark.Copilot.Cli;

var parsed = SparkCommands.Build(CliIo.Standard).Parse(args);
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
return ExitCodes.BadInput;
