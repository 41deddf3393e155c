using Microsoft.SemanticKernel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Spark.Copilot.Agent;
using Spark.Copilot.Executor;
using Spark.Copilot.Plugins;
using Spark.Copilot.SignIn;
using Spark.Guardrails;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Mcp;

/// <summary>
/// One action as a tool. A call goes through the kernel, so that its filters run as for every other engine, is judged by the validator,
/// and reaches the executor as the agent: what is live comes back as an address at which a person may confirm.
/// </summary>
internal sealed partial class ActionTool(ActionFunction action, ExecutorClient executor, IServiceProvider services, ILogger<ActionTool> log) : McpServerTool
{
    public override Tool ProtocolTool { get; } = ToolSchema.Of(action);

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var definition = action.Definition;
        if (definition.Effect != ActionEffect.Read && (request.User is not { } user || Person.Of(user).OnlyReads))
        {
            return ToolAnswer.Refused(ErrorCodes.Forbidden, $"{definition.Path} needs a key of role trader.");
        }
        if (await DraftAsync(request.Params?.Arguments, cancellationToken) is not { } draft)
        {
            return ToolAnswer.Refused(ErrorCodes.Forbidden, "The call was stopped before anything was done.");
        }
        var envelope = ToolCall.Envelope(action, draft.Arguments, out var fault);
        if (fault is not null) return ToolAnswer.Refused(fault.Code, fault.Message, [fault]);
        if (CardMaker.Verdict(envelope) is [var first, ..] faults) return ToolAnswer.Refused(first.Code, string.Join(' ', faults.Select(one => one.Message)), faults);
        return ToolAnswer.Of(await executor.SendAsync(envelope, null, cancellationToken));
    }

    // Whatever a filter throws is for our log: its words could hold what a client must not read.
    private async Task<ActionDraft?> DraftAsync(IDictionary<string, System.Text.Json.JsonElement>? given, CancellationToken ct)
    {
        var arguments = new KernelArguments();
        foreach (var (name, value) in given ?? new Dictionary<string, System.Text.Json.JsonElement>()) arguments[name] = value;
        try
        {
            return (await action.Function.InvokeAsync(new Kernel(services), arguments, ct)).GetValue<ActionDraft>();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogStopped(log, e, ProtocolTool.Name);
            return null;
        }
    }

    [LoggerMessage(EventId = 3601, Level = LogLevel.Warning, Message = "A filter stopped the tool call {Tool}")]
    private static partial void LogStopped(ILogger log, Exception e, string tool);
}
