using System.CommandLine;
using Spark.Copilot.Hosting;

var serve = new Command("serve", "Starts Spark: copilot, executor and, without keys, the embedded exchange (the default).");
serve.SetAction((_, ct) => SparkProcess.ServeAsync(Console.Out, Console.Error, ct));

var spark = new RootCommand("Spark: the copilot a futures trader would trust.") { serve };
spark.SetAction((_, ct) => SparkProcess.ServeAsync(Console.Out, Console.Error, ct));

var parsed = spark.Parse(args);
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
return SparkProcess.BadInput;
