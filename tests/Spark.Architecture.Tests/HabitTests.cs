using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Spark.Architecture.Tests.Reading;

namespace Spark.Architecture.Tests;

/// <summary>Habits that keep the code testable and readable, as facts of the compiled code and of the sources.</summary>
public sealed partial class HabitTests
{
    private static readonly string[] AmbientTime = ["get_Now", "get_UtcNow", "get_Today"];

    [Fact]
    public void Nobody_asks_the_machine_for_the_time() => NobodyCalls(called =>
        called.DeclaringType.FullName is "System.DateTime" or "System.DateTimeOffset" && AmbientTime.Contains(called.Name));

    [Fact]
    public void Nobody_waits_without_a_clock_of_its_own() => NobodyCalls(called =>
        called.DeclaringType.FullName == "System.Threading.Tasks.Task" && called.Name == "Delay"
        && called.Parameters.All(parameter => parameter.ParameterType.FullName != "System.TimeProvider"));

    [Fact]
    public void Nobody_blocks_a_thread() => NobodyCalls(called =>
        (called.DeclaringType.FullName == "System.Threading.Thread" && called.Name == "Sleep")
        || (called.DeclaringType.GetElementType().FullName == "System.Threading.Tasks.Task`1" && called.Name == "get_Result")
        || (called.DeclaringType.FullName == "System.Threading.Tasks.Task" && called.Name is ("Wait" or "WaitAll" or "WaitAny")));

    [Fact]
    public void Nobody_draws_from_a_shared_random_source() => NobodyCalls(called =>
        called.DeclaringType.FullName == "System.Random" && called.Name == "get_Shared");

    [Fact]
    public void No_async_method_returns_nothing_to_await()
    {
        var asynchronous = Assemblies.AllTypes.SelectMany(type => type.Methods).Where(IsAsync).ToArray();
        Assert.NotEmpty(asynchronous);
        Assert.Empty(asynchronous.Where(method => method.ReturnType.FullName == "System.Void").Select(method => method.FullName));
    }

    [Fact]
    public void A_file_has_one_top_level_type_and_its_name()
    {
        Assert.NotEmpty(Repository.Sources);
        var wrong = Repository.Sources.Where(path => Path.GetFileName(path) != "Program.cs").Where(path => TypesIn(path) is not [var name] || !IsNamedAfter(path, name));
        Assert.Empty(wrong);
    }

    [Fact]
    public void Alerts_are_made_in_one_place_so_that_each_has_its_words_in_both_languages()
    {
        var makers = Assemblies.AllTypes.Where(type => type.Namespace?.StartsWith("Spark.Executor", StringComparison.Ordinal) == true)
            .Where(type => Uses.Calls(type).Any(called => called.DeclaringType.FullName == "Spark.Contracts.AlertEvent" && called.Name == ".ctor"));
        Assert.Equal(["Spark.Executor.Notifications.Alerts"], makers.Select(type => type.FullName));
    }

    [Fact]
    public void The_sources_say_no_more_than_the_compiled_code()
    {
        Assert.NotEmpty(Repository.Sources);
        var found = from path in Repository.Sources
                    from line in Repository.Lines(path)
                    where Banned().IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
                    select $"{path}: {line.Trim()}";
        Assert.Empty(found);
    }

    private static void NobodyCalls(Func<MethodReference, bool> banned)
    {
        var calls = Assemblies.AllTypes.SelectMany(type => Uses.Calls(type).Select(called => (type, called))).ToArray();
        Assert.NotEmpty(calls);
        Assert.Empty(calls.Where(call => banned(call.called)).Select(call => $"{call.type.Outermost().FullName} calls {call.called.FullName}").Distinct());
    }

    private static bool IsAsync(MethodDefinition method) => method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == nameof(AsyncStateMachineAttribute));

    private static string[] TypesIn(string path) => [.. Repository.Lines(path).Select(line => TopLevelType().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value)];

    // A part of a partial type is named Type.Part.cs.
    private static bool IsNamedAfter(string path, string type) => Path.GetFileNameWithoutExtension(path).Split('.')[0] == type;

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|abstract|static|partial|readonly|unsafe|ref)\s+)*(?:record\s+struct|record\s+class|class|record|struct|interface|enum|delegate\s+\S+)\s+(?<name>\w+)")]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(?:DateTime|DateTimeOffset)\.(?:Utc)?Now\b|\basync\s+void\b|\.Wait\(\)|\bRandom\.Shared\b|\bThread\.Sleep\b|\.GetAwaiter\(\)\.GetResult\(\)")]
    private static partial Regex Banned();
}
