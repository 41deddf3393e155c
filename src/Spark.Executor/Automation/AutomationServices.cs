namespace Spark.Executor.Automation;

/// <summary>Registers what acts by itself.</summary>
internal static class AutomationServices
{
    public static void AddAutomation(this IServiceCollection services, ExecutorSettings settings)
    {
        services.AddSingleton(new RulesInForce(settings.Guardrails, settings.GuardrailsFile));
        services.AddSingleton<GuardrailSignals>().AddSingleton<RetryPacing>().AddSingleton<ConnectionDrops>();
        services.AddHostedService<GuardrailLoop>();
    }
}
