using Spark.Guardrails.Actions;

namespace Spark.Guardrails.Tests.Actions;

public sealed class DevelopmentSetTests
{
    [Fact]
    public void Every_action_that_the_development_set_expects_is_valid()
    {
        var file = Find();
        Assert.False(file is null && Environment.GetEnvironmentVariable("CI") == "true", "../shared/eval/dev.jsonl is missing in CI.");
        Assert.SkipUnless(file is not null, "../shared/eval/dev.jsonl is not beside this repository.");
        var actions = File.ReadLines(file!).Select(Json.Parse)
            .Where(line => line.GetProperty("expect").TryGetProperty("actions", out _))
            .SelectMany(line => line.GetProperty("expect").GetProperty("actions").EnumerateArray());
        Assert.All(actions, action => Assert.IsType<Validation.Valid>(ActionValidator.Validate(ActionReader.Read(action))));
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Spark.sln"))) continue;
            string?[] roots = [folder.Parent?.FullName, folder.Parent?.Parent?.FullName];
            return roots.OfType<string>().Select(root => Path.Combine(root, "shared", "eval", "dev.jsonl")).FirstOrDefault(File.Exists);
        }
        return null;
    }
}
