namespace Spark.Guardrails.Actions;

/// <summary>What an effect implies.</summary>
public static class ActionEffectExtensions
{
    /// <summary>Whether it touches no order and no setting: carried out whatever <c>dryRun</c> says.</summary>
    public static bool IsHarmless(this ActionEffect effect) =>
        effect is ActionEffect.Read or ActionEffect.Streams or ActionEffect.Simulate or ActionEffect.Lab;
}
