using Spark.Architecture.Tests.Reading;

namespace Spark.Architecture.Tests;

/// <summary>What anybody who clones the repository relies on.</summary>
public sealed class RepositoryTests
{
    // Put together here, so that this file does not name them.
    private static readonly string[] Foreign =
    [
        "/" + "work/", "/" + "home/", "/" + "Users/", "/" + "root/", "api." + "nuget.org", "nuget." + "org/v3", "registry." + "npmjs.org", "pypi." + "org", "pkgs." + "dev.azure.com",
    ];

    [Fact]
    public void No_file_names_a_package_registry_or_a_path_of_somebodys_machine()
    {
        var texts = Repository.Files.Where(Repository.IsText).ToArray();
        Assert.Contains("README.md", texts);
        Assert.Contains("Directory.Packages.props", texts);
        var found = from path in texts
                    let text = Repository.Read(path)
                    from foreign in Foreign
                    where text.Contains(foreign, StringComparison.Ordinal)
                    select $"{path}: {foreign}";
        Assert.Empty(found);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var projects = Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(projects);
        var solution = Repository.Read("Spark.sln").Replace('\\', '/');
        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_has_its_lock_file()
    {
        var projects = Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(projects);
        Assert.Empty(projects.Select(project => $"{Path.GetDirectoryName(project)!.Replace('\\', '/')}/packages.lock.json").Except(Repository.Files));
    }

    [Fact]
    public void The_readme_gives_the_command_that_starts_and_the_one_that_proves()
    {
        var readme = Repository.Read("README.md");
        Assert.Contains("dotnet run --project src/Spark.Copilot", readme, StringComparison.Ordinal);
        Assert.Contains("./test.sh", readme, StringComparison.Ordinal);
        Assert.Contains("test.sh", Repository.Files);
        Assert.Contains(".ci/run", Repository.Files);
    }

    [Fact]
    public void Every_source_project_has_tests()
    {
        var products = Repository.Files.Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension).Except(["Spark.Contracts", "Spark.Strategy", "Spark.Telemetry"]).ToArray();
        Assert.NotEmpty(products);
        Assert.All(products, product => Assert.Contains($"tests/{product}.Tests/{product}.Tests.csproj", Repository.Files));
    }
}
