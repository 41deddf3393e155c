using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Spark.Executor.Journal;

/// <summary>The kind under which each type of entry is stored.</summary>
internal static class JournalKinds
{
    private static readonly FrozenDictionary<Type, string> Kinds = typeof(JournalEntry).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(known => known.DerivedType, known => (string)known.TypeDiscriminator!);

    public static string Of(JournalEntry entry) => Kinds[entry.GetType()];
}
