using System.Text.Json;
using dotenv.net;

namespace Spark.Contracts.Configuration;

/// <summary>
/// Where settings come from; the first that has a value wins: process environment, <c>.env</c>, <c>appsettings.json</c> beside the binary.
/// Names are those of the environment variables everywhere.
/// </summary>
public sealed class SettingsSource
{
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> _layers;
    private readonly string? _folder;
    private readonly bool _hasAppSettings;

    private SettingsSource(IReadOnlyList<IReadOnlyDictionary<string, string>> layers, string? envFile, string? folder, bool hasAppSettings) =>
        (_layers, EnvFile, _folder, _hasAppSettings) = (layers, envFile, folder, hasAppSettings);

    /// <summary>The <c>.env</c> file that was read, or null.</summary>
    public string? EnvFile { get; }

    /// <summary>The value of <paramref name="name"/>; an empty one counts as absent.</summary>
    public string? this[string name] =>
        _layers.Select(layer => layer.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();

    /// <summary>Settings from given values only.</summary>
    public static SettingsSource Of(IReadOnlyDictionary<string, string> values) => new([values], null, null, false);

    /// <summary>Reads the three layers of this process.</summary>
    /// <exception cref="SettingsException">A file that was named can't be read.</exception>
    public static SettingsSource Load() => Load(
        Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal),
        AppContext.BaseDirectory);

    /// <summary>Reads the three layers of a program that lies in <paramref name="folder"/>.</summary>
    /// <exception cref="SettingsException">A file that was named can't be read.</exception>
    public static SettingsSource Load(IReadOnlyDictionary<string, string> environment, string folder)
    {
        return Load(environment, folder, FindEnvFile(environment.GetValueOrDefault("SPARK_ENV_FILE"), folder));
    }

    /// <summary>
    /// The same source with its files as they are now; the process's environment stays what it was. A file that is gone is no empty one: what
    /// it said would give way to what holds without it.
    /// </summary>
    /// <exception cref="SettingsException">A file can't be read, or is not there any more.</exception>
    public SettingsSource Reread()
    {
        if (_folder is null) return this;
        if (_hasAppSettings && !File.Exists(AppSettingsPath(_folder))) throw Gone("appsettings.json", AppSettingsPath(_folder));
        if (EnvFile is { } file && !File.Exists(file)) throw Gone("SPARK_ENV_FILE", file);
        return Load(_layers[0], _folder, EnvFile ?? FindEnvFile(null, _folder));
    }

    private static SettingsSource Load(IReadOnlyDictionary<string, string> environment, string folder, string? envFile) =>
        new([environment, ReadEnvFile(envFile), ReadAppSettings(folder)], envFile, folder, File.Exists(AppSettingsPath(folder)));

    private static SettingsException Gone(string name, string path) => new([new SettingsFault(name, path, "the file that the settings were read from, which is there no more")]);

    /// <summary>Changes when a file of this source does: when it was written, and how long it is.</summary>
    public string Stamp() => _folder is null ? "" : string.Join(' ', new[] { EnvFile, AppSettingsPath(_folder) }.Select(StampOf));

    private static string StampOf(string? path) => path is not null && new FileInfo(path) is { Exists: true } file
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks}/{file.Length}") : "-";

    private static string AppSettingsPath(string folder) => Path.Combine(folder, "appsettings.json");

    private static string? FindEnvFile(string? named, string folder)
    {
        if (!string.IsNullOrWhiteSpace(named))
        {
            return File.Exists(named) ? named
                : throw new SettingsException([new SettingsFault("SPARK_ENV_FILE", named, "the path of a file that exists")]);
        }
        string?[] candidates =
        [
            RepositoryRoot(folder) is { } root ? Path.Combine(root, "src", "Spark.Executor", ".env") : null,
            Path.Combine(folder, ".env"),
        ];
        return candidates.FirstOrDefault(File.Exists);
    }

    private static string? RepositoryRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Spark.sln"))) return folder.FullName;
        }
        return null;
    }

    private static Dictionary<string, string> ReadEnvFile(string? path)
    {
        if (path is null) return [];
        try
        {
            return DotEnv.Read(new DotEnvOptions(ignoreExceptions: false, envFilePaths: [path])).ToDictionary(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new SettingsException([new SettingsFault("SPARK_ENV_FILE", path, "a readable file of NAME=value lines")], e);
        }
    }

    private static Dictionary<string, string> ReadAppSettings(string folder)
    {
        var path = AppSettingsPath(folder);
        if (!File.Exists(path)) return [];
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                .ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            throw new SettingsException([new SettingsFault("appsettings.json", path, "a readable JSON object of settings, each named once")], e);
        }
    }
}
