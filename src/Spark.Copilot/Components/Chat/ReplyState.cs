namespace Spark.Copilot.Components.Chat;

public enum ReplyState
{
    Streaming,
    Done,
    Stopped,
    Failed,
}
