namespace Spark.Executor.Notifications;

/// <summary>The same words in English and Turkish, with the same numbers.</summary>
internal readonly record struct Bilingual(string En, string Tr);
