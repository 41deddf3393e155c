using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spark.Copilot.Feed;

/// <summary>The contract's types that are parts of its answers, by their own name.</summary>
internal static class TypedJson
{
    public static JsonTypeInfo<T> Typed<T>(this JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
