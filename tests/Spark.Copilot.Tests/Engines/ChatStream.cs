using System.Text.Json.Nodes;

namespace Spark.Copilot.Tests.Engines;

/// <summary>Bodies as an OpenAI-compatible server streams them.</summary>
internal static class ChatStream
{
    public static string Text(params string[] pieces) => Whole([.. pieces.Select(piece => Chunk(new JsonObject { ["content"] = piece })), Stop("stop")]);

    /// <summary>Text, and what the server counted for it in the last event.</summary>
    public static string TextUsing(int input, int output, string text) => Chunk(new JsonObject { ["content"] = text }) + Stop("stop")
        + Event($$$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"tiny","choices":[],"usage":{"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}},"total_tokens":{{{input + output}}}}}""")
        + Event("[DONE]");

    /// <summary>One call whose arguments come in pieces.</summary>
    public static string Call(string function, params string[] pieces) => Calls((function, pieces));

    public static string Calls(params (string Function, string[] Pieces)[] calls)
    {
        var chunks = new List<string>();
        for (var index = 0; index < calls.Length; index++)
        {
            var (function, pieces) = calls[index];
            chunks.Add(Chunk(Tool(index, new JsonObject { ["name"] = function, ["arguments"] = "" }, $"call_{index}")));
            foreach (var piece in pieces) chunks.Add(Chunk(Tool(index, new JsonObject { ["arguments"] = piece }, null)));
        }
        chunks.Add(Stop("tool_calls"));
        return Whole([.. chunks]);
    }

    public static string Event(string json) => $"data: {json}\n\n";

    public static string Chunk(JsonObject delta) => Event(Envelope(delta, null));

    private static JsonObject Tool(int index, JsonObject function, string? id)
    {
        var call = new JsonObject { ["index"] = index, ["type"] = "function", ["function"] = function };
        if (id is not null) call["id"] = id;
        return new JsonObject { ["role"] = "assistant", ["tool_calls"] = new JsonArray(call) };
    }

    private static string Stop(string reason) => Event(Envelope([], reason));

    private static string Whole(string[] chunks) => string.Concat(chunks) + Event("[DONE]");

    private static string Envelope(JsonObject delta, string? reason) => new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion.chunk",
        ["created"] = 1_790_000_000,
        ["model"] = "tiny",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = reason }),
    }.ToJsonString();
}
