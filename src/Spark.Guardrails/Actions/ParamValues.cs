namespace Spark.Guardrails.Actions;

/// <summary>Typed values of an action's params, by name.</summary>
internal sealed class ParamValues(Dictionary<string, object> values)
{
    public IReadOnlyDictionary<string, object> All => values;

    /// <summary>An optional value type.</summary>
    public T? Get<T>(string name)
        where T : struct => values.TryGetValue(name, out var value) ? (T)value : null;

    /// <summary>An optional text.</summary>
    public T? Find<T>(string name)
        where T : class => values.TryGetValue(name, out var value) ? (T)value : null;

    /// <summary>A required value; the reader has seen to its presence.</summary>
    public T Need<T>(string name) => (T)values[name];
}
