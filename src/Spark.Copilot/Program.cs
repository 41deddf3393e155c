using System.CommandLine;
using Spark.Copilot.Hosting;

var serve = new Command("serve", "Starts Spark: copilot, executor and, without keys, the embedded exchange (the default).");
serve.SetAction((_, ct) => SparkProcess.ServeAsync(Console.Out, Console.Error, ct));

var spark = new RootCommand("Spark: the copilot a futures trader would trust.") { serve };
spark.SetAction((_, ct) => SparkProcess.ServeAsync(Console.Out, Console.Error, ct));

var parsed = spark.Parse(args);
// Orders on their way are waited for: the library's own two seconds would end the process in the middle of that.
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = SparkProcess.StopWithin });
foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
return SparkProcess.BadInput;
