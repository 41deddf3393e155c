using System.CommandLine;
using Spark.Copilot.Cli;
using Spark.Copilot.Hosting;

var parsed = SparkCommands.Build(CliIo.Standard).Parse(args);
// Orders on their way are waited for: the library's own two seconds would end the process in the middle of that.
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = SparkProcess.StopWithin });
foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
return ExitCodes.BadInput;
