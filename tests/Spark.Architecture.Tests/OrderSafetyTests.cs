using Mono.Cecil;
using Spark.Architecture.Tests.Reading;

namespace Spark.Architecture.Tests;

/// <summary>No order leaves that the gate has not approved: it holds for the compiled code, not by convention.</summary>
public sealed class OrderSafetyTests
{
    [Fact]
    public void Only_the_gates_decision_makes_an_approved_order() =>
        Assert.Equal(["Spark.Guardrails.Risk.GateDecision.Approve"], CallersOf("Spark.Guardrails.Risk.ApprovedOrder", ".ctor"));

    [Fact]
    public void Only_the_gate_makes_a_decision() =>
        Assert.All(NotEmpty(CallersOf("Spark.Guardrails.Risk.GateDecision", ".ctor")), caller => Assert.StartsWith("Spark.Guardrails.Risk.RiskGate.", caller, StringComparison.Ordinal));

    [Fact]
    public void Only_the_accounts_effects_send_orders() =>
        Assert.All(NotEmpty(CallersOf("Spark.Binance.Rest.BinanceRestClient", "PlaceOrderAsync")),
            caller => Assert.StartsWith("Spark.Executor.Account.AccountEffects.", caller, StringComparison.Ordinal));

    [Theory]
    [InlineData("PlaceAlgoOrderAsync")]
    [InlineData("PlaceBatchAsync")]
    [InlineData("AmendOrderAsync")]
    [InlineData("AmendBatchAsync")]
    [InlineData("SetLeverageAsync")]
    public void What_can_raise_exposure_leaves_by_the_same_door(string method) =>
        Assert.All(CallersOf("Spark.Binance.Rest.BinanceRestClient", method),
            caller => Assert.StartsWith("Spark.Executor.Account.AccountEffects.", caller, StringComparison.Ordinal));

    [Fact]
    public void Only_the_accounts_effects_cancel_orders() =>
        Assert.All(NotEmpty(CallersOf("Spark.Binance.Rest.BinanceRestClient", "CancelOrderAsync")),
            caller => Assert.StartsWith("Spark.Executor.Account.AccountEffects.", caller, StringComparison.Ordinal));

    [Fact]
    public void What_is_sent_is_an_approved_order()
    {
        var send = Assemblies.TypesOf("Spark.Executor").Single(type => type.FullName == "Spark.Executor.Account.Effect/Send");
        var constructor = send.Methods.Single(method => method.IsConstructor && method.Parameters is not [{ ParameterType.Name: "Send" }]);
        Assert.Equal("Spark.Guardrails.Risk.ApprovedOrder", Assert.Single(constructor.Parameters).ParameterType.FullName);
    }

    // An async method's body is in a nested type that the compiler names after it.
    private static string[] CallersOf(string type, string method) =>
    [
        .. from caller in Assemblies.AllTypes
           from body in caller.Methods
           where body.HasBody && Uses.Calls(body).Any(called => called.DeclaringType.FullName == type && called.Name == method)
           select $"{caller.Outermost().FullName}.{NameOf(caller, body)}" into name
           orderby name
           select name,
    ];

    private static string NameOf(TypeDefinition type, MethodDefinition body) =>
        type.DeclaringType is not null && type.Name.StartsWith('<') ? type.Name[1..type.Name.IndexOf('>', StringComparison.Ordinal)] : body.Name;

    private static string[] NotEmpty(string[] found)
    {
        Assert.NotEmpty(found);
        return found;
    }
}
