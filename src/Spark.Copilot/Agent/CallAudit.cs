using Microsoft.SemanticKernel;

namespace Spark.Copilot.Agent;

/// <summary>Writes down which functions were called. It is no gate: calling one only drafts.</summary>
internal sealed partial class CallAudit(ILogger<CallAudit> log) : IFunctionInvocationFilter
{
    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        LogCalled(log, context.Function.PluginName ?? "", context.Function.Name);
        await next(context);
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Debug, Message = "Drafted by {Plugin}.{Function}")]
    private static partial void LogCalled(ILogger log, string plugin, string function);
}
