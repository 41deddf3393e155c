using Microsoft.SemanticKernel;

namespace Spark.Copilot.Plugins;

/// <summary>What calling an action's function gives: the wish and nothing else.</summary>
/// <param name="Path">Of the catalogue.</param>
/// <param name="Arguments">As the engine gave them.</param>
public sealed record ActionDraft(string Path, KernelArguments Arguments);
