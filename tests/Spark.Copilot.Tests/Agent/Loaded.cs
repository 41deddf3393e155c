using Spark.Copilot.Agent;

namespace Spark.Copilot.Tests.Agent;

/// <summary>The prompts of the build, read once for all tests.</summary>
internal static class Loaded
{
    public static AgentPrompts Prompts { get; } = AgentPrompts.Load(AgentPrompts.Folder);
}
