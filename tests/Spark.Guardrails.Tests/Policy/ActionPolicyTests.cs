using Spark.Domain.Accounts;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Breaker;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Tests.Actions;

namespace Spark.Guardrails.Tests.Policy;

public sealed class ActionPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly PolicyContext Calm = new(Venue.Testnet, new AccountMode(false, false), BreakerState.Closed, ConfirmationMode.Caller);

    private static readonly Principal Admin = new(PrincipalKind.Person, "root", Role.Admin);

    private static readonly Principal Agent = new(PrincipalKind.Agent, "copilot", Role.Trader);

    /// <summary>The contract's table 'Who is asking', written out for live actions: what a person gets; agents get the page for all but the brake.</summary>
    private static readonly Dictionary<string, string> LiveForPersons = new()
    {
        ["/futures/order.place"] = "token",
        ["/futures/leverage.set"] = "token",
        ["/strategy/deploy"] = "token",
        ["/canary/confirm"] = "carryOut",
        ["/futures/order.cancel"] = "carryOut",
        ["/futures/order.cancelAll"] = "carryOut",
        ["/futures/position.close"] = "carryOut",
        ["/futures/risk/circuit-breaker/close"] = "carryOut",
        ["/futures/risk/record-pnl"] = "carryOut",
        ["/futures/risk/circuit-breaker/open"] = "carryOut",
    };

    public static TheoryData<string> Paths => [.. ActionCatalogue.All.Select(definition => definition.Path)];

    [Theory, MemberData(nameof(Paths))]
    public void Who_asks_decides_what_waits_for_a_person(string path)
    {
        var live = Live(path);
        var forPerson = LiveForPersons.GetValueOrDefault(path, "carryOut");
        var forAgent = live.IsLive && path != ActionPaths.BreakerOpen ? "page" : "carryOut";
        Assert.Equal(forPerson, Word(ActionPolicy.Decide(live, Admin, Calm)));
        Assert.Equal(forPerson == "token" ? "page" : forPerson, Word(ActionPolicy.Decide(live, Admin, Calm with { Confirm = ConfirmationMode.Page })));
        Assert.Equal(forAgent, Word(ActionPolicy.Decide(live, Agent, Calm)));
        Assert.Equal(forAgent, Word(ActionPolicy.Decide(live, Agent, Calm with { Confirm = ConfirmationMode.Page })));
    }

    [Theory, MemberData(nameof(Paths))]
    public void A_dry_run_is_carried_out_for_everybody_who_may_ask(string path)
    {
        var dry = Json.Valid(path, Golden.ValidFor(path), dryRun: true);
        foreach (var confirm in Enum.GetValues<ConfirmationMode>())
        {
            var context = Calm with { Confirm = confirm, Breaker = Opened, Mode = new AccountMode(true, true) };
            Assert.Equal("carryOut", Word(ActionPolicy.Decide(dry, Admin, context)));
            Assert.Equal("carryOut", Word(ActionPolicy.Decide(dry, Agent, context)));
        }
    }

    [Theory, MemberData(nameof(Paths))]
    public void Production_is_only_read(string path)
    {
        var context = Calm with { Venue = Venue.Production };
        var live = Live(path);
        foreach (var principal in (Principal[])[Admin, Agent])
        {
            Assert.Equal(live.IsLive ? ErrorCodes.ProductionTradingDisabled : "carryOut", Word(ActionPolicy.Decide(live, principal, context)));
        }
        if (live.IsLive) Assert.Equal(403, Refusal(live, Admin, context).HttpStatus);
    }

    [Fact]
    public void Drills_are_refused_in_production_even_as_a_dry_run() => Assert.Equal(
        ErrorCodes.ProductionTradingDisabled,
        Refusal(Json.Valid(ActionPaths.RecordPnl, """{"pnl":-1}""", dryRun: true), Admin, Calm with { Venue = Venue.Production }).Code);

    [Theory, MemberData(nameof(Paths))]
    public void An_account_in_another_mode_is_read_only_but_for_the_brake(string path)
    {
        var live = Live(path);
        var context = Calm with { Mode = new AccountMode(HedgeMode: true, MultiAssets: false) };
        var expected = live.IsLive && path != ActionPaths.BreakerOpen ? ErrorCodes.UnsupportedAccountMode : "carryOut";
        Assert.Equal(expected, Word(ActionPolicy.Decide(live, Admin, context)));
    }

    [Fact]
    public void The_setting_to_change_is_named()
    {
        Assert.Contains("one-way", Refusal(Live(ActionPaths.OrderPlace), Admin, Calm with { Mode = new AccountMode(true, false) }).Message, StringComparison.Ordinal);
        Assert.Contains("single-asset", Refusal(Live(ActionPaths.OrderPlace), Admin, Calm with { Mode = new AccountMode(false, true) }).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Paths))]
    public void An_unknown_account_mode_refuses_only_what_raises_exposure(string path)
    {
        var live = Live(path);
        var refused = ActionPolicy.Decide(live, Admin, Calm with { Mode = null }) is PolicyDecision.Refused;
        Assert.Equal(live.Definition.Effect == ActionEffect.RaisesExposure, refused);
    }

    [Theory, MemberData(nameof(Paths))]
    public void An_open_breaker_refuses_what_raises_exposure_and_says_why(string path)
    {
        var live = Live(path);
        var context = Calm with { Breaker = Opened };
        if (live.Definition.Effect == ActionEffect.RaisesExposure)
        {
            var refusal = Refusal(live, Admin, context);
            Assert.Equal((ErrorCodes.CircuitBreakerOpen, 400, "stop it"), (refusal.Code, refusal.HttpStatus, refusal.Reason));
        }
        else
        {
            Assert.Equal(Word(ActionPolicy.Decide(live, Admin, Calm)), Word(ActionPolicy.Decide(live, Admin, context)));
        }
    }

    [Fact]
    public void A_reduce_only_order_is_left_to_the_gate_while_the_breaker_is_open()
    {
        var reducing = Json.Valid(ActionPaths.OrderPlace, """{"symbol":"BTCUSDT","side":"SELL","quantity":1,"reduceOnly":true}""", dryRun: false);
        Assert.Equal("token", Word(ActionPolicy.Decide(reducing, Admin, Calm with { Breaker = Opened })));
    }

    [Fact]
    public void A_breaker_that_is_switched_off_refuses_nothing() => Assert.Equal(
        "token", Word(ActionPolicy.Decide(Live(ActionPaths.OrderPlace), Admin, Calm with { Breaker = Opened with { Enabled = false } })));

    [Theory, MemberData(nameof(Paths))]
    public void Roles_open_effects_step_by_step(string path)
    {
        var live = Live(path);
        var effect = live.Definition.Effect;
        Assert.Equal(effect == ActionEffect.Read, IsAllowed(live, new Principal(PrincipalKind.Person, "v", Role.Viewer)));
        Assert.Equal(effect != ActionEffect.Admin, IsAllowed(live, new Principal(PrincipalKind.Person, "t", Role.Trader)));
        Assert.True(IsAllowed(live, Admin));
        Assert.Equal(effect == ActionEffect.Read, IsAllowed(live, Agent with { Role = Role.Viewer }));
        Assert.True(IsAllowed(live, Agent));
    }

    [Fact]
    public void A_missing_role_is_403() => Assert.Equal(
        (ErrorCodes.Forbidden, 403), Refusal(Live(ActionPaths.BreakerClose), Admin with { Role = Role.Trader }, Calm) switch { var refusal => (refusal.Code, refusal.HttpStatus) });

    private static BreakerState Opened => BreakerState.Closed.OpenFor(BreakerReasonKind.Manual, "stop it", Noon);

    private static ValidatedAction Live(string path) => Json.Valid(path, Golden.ValidFor(path), dryRun: false);

    private static bool IsAllowed(ValidatedAction action, Principal principal) =>
        ActionPolicy.Decide(action, principal, Calm) is not PolicyDecision.Refused { Refusal.Code: ErrorCodes.Forbidden };

    private static PolicyRefusal Refusal(ValidatedAction action, Principal principal, PolicyContext context) =>
        Assert.IsType<PolicyDecision.Refused>(ActionPolicy.Decide(action, principal, context)).Refusal;

    private static string Word(PolicyDecision decision) => decision switch
    {
        PolicyDecision.CarryOut => "carryOut",
        PolicyDecision.Confirm { TokenToCaller: true } => "token",
        PolicyDecision.Confirm => "page",
        PolicyDecision.Refused refused => refused.Refusal.Code,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
