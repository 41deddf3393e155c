using Spark.Guardrails.Actions;

namespace Spark.Guardrails.Tests.Actions;

public sealed class ActionReaderTests
{
    [Theory]
    [InlineData("""[]""", "action")]
    [InlineData("""{"params":{},"dryRun":true,"confirm_required":false}""", "action")]
    [InlineData("""{"action":7,"params":{},"dryRun":true,"confirm_required":false}""", "action")]
    [InlineData("""{"action":"/futures/health","dryRun":true,"confirm_required":false}""", "params")]
    [InlineData("""{"action":"/futures/health","params":[],"dryRun":true,"confirm_required":false}""", "params")]
    [InlineData("""{"action":"/futures/health","params":{},"confirm_required":false}""", "dryRun")]
    [InlineData("""{"action":"/futures/health","params":{},"dryRun":"true","confirm_required":false}""", "dryRun")]
    [InlineData("""{"action":"/futures/health","params":{},"dryRun":true}""", "confirm_required")]
    [InlineData("""{"action":"/futures/health","params":{},"dryRun":true,"confirm_required":0}""", "confirm_required")]
    [InlineData("""{"action":"/futures/health","params":{},"dryRun":true,"confirm_required":false,"reason":1}""", "reason")]
    [InlineData("""{"action":"/futures/health","params":{},"dryRun":true,"confirm_required":false,"token":"x"}""", "token")]
    [InlineData("""{"action":"/futures/health","params":{},"dryRun":true,"dryRun":true,"confirm_required":false}""", "dryRun")]
    [InlineData("""{"action":"/futures/ticker","params":{"symbol":"BTCUSDT","symbol":"ETHUSDT"},"dryRun":true,"confirm_required":false}""", "params.symbol")]
    [InlineData("""{"action":"/futures/health","params":{},"dryRun":true,"confirm_required":false,"\ud800":1}""", "?")]
    public void A_faulty_envelope_names_its_field(string envelope, string path)
    {
        var fault = Json.Invalid(envelope);
        Assert.Equal((ErrorCodes.InvalidParams, path), (fault.Code, Assert.Single(fault.Details).Path));
    }

    [Fact]
    public void A_reason_of_500_characters_is_the_longest()
    {
        Assert.IsType<Validation.Valid>(Json.Validate(WithReason(500)));
        Assert.Equal("reason", Assert.Single(Json.Invalid(WithReason(501)).Details).Path);
    }

    [Fact]
    public void All_faults_of_envelope_and_params_are_told_at_once()
    {
        var fault = Json.Invalid("""{"action":"/futures/leverage.set","params":{"leverage":0,"x":1},"confirm_required":"no"}""");
        Assert.Equal(["dryRun", "confirm_required", "params.leverage", "params.x", "params.symbol"], fault.Details.Select(detail => detail.Path));
    }

    [Fact]
    public void What_the_chat_adds_is_read_past_and_never_trusted()
    {
        Assert.IsType<Validation.Valid>(Json.Validate(Decorated("""{"symbol":"BTCUSDT"}""")));
        Assert.Equal(ErrorCodes.InvalidParams, Json.Invalid(Decorated("""{"symbol":"btc"}""")).Code);
    }

    [Theory]
    [InlineData(ActionPaths.OrderPlace, true)]
    [InlineData(ActionPaths.OrderCancel, false)]
    [InlineData(ActionPaths.OrderCancelAll, false)]
    [InlineData(ActionPaths.PositionClose, false)]
    [InlineData(ActionPaths.LeverageSet, false)]
    public void A_named_endpoint_takes_a_dry_run_or_implies_one(string path, bool implied)
    {
        var plain = Golden.ValidFor(path);
        Assert.Equal(implied, Implied(path, plain).DryRun);
        Assert.True(Implied(path, With(plain, "\"dryRun\":true")).DryRun);
        var live = Implied(path, With(plain, "\"dryRun\":false"));
        Assert.True(live is { IsLive: true, ConfirmRequired: true });
        Assert.False(live.CanonicalParams.ContainsKey("dryRun"));
    }

    [Theory]
    [InlineData(ActionPaths.RecordPnl)]
    [InlineData(ActionPaths.BreakerClose)]
    [InlineData(ActionPaths.CanaryConfirm)]
    [InlineData(ActionPaths.Health)]
    public void Other_named_endpoints_refuse_a_dry_run_in_the_body(string path)
    {
        var proposed = ActionReader.Implied(path, Json.Parse(With(Golden.ValidFor(path), "\"dryRun\":true")));
        var fault = Assert.IsType<Validation.Invalid>(ActionValidator.Validate(proposed)).Fault;
        Assert.Equal("dryRun", Assert.Single(fault.Details).Path);
    }

    [Fact]
    public void The_brake_is_implied_live_and_unconfirmed_with_an_empty_body()
    {
        var action = Assert.IsType<Validation.Valid>(ActionValidator.Validate(ActionReader.Implied(ActionPaths.BreakerOpen, default))).Action;
        Assert.True(action is { IsLive: true, ConfirmRequired: false });
    }

    [Fact]
    public void A_dry_run_beside_the_body_must_not_contradict_it()
    {
        var proposed = ActionReader.Implied(ActionPaths.PositionClose, Json.Parse("""{"dryRun":false}"""), dryRun: true);
        Assert.Equal(ErrorCodes.DryRunMismatch, Assert.IsType<Validation.Invalid>(ActionValidator.Validate(proposed)).Fault.Code);
    }

    [Fact]
    public void A_faulty_dry_run_in_a_body_is_a_fault_and_never_taken_for_live()
    {
        var proposed = ActionReader.Implied(ActionPaths.PositionClose, Json.Parse("""{"dryRun":"true"}"""));
        Assert.Equal("dryRun", Assert.Single(Assert.IsType<Validation.Invalid>(ActionValidator.Validate(proposed)).Fault.Details).Path);
    }

    [Fact]
    public void A_dry_run_given_twice_in_a_body_is_a_fault()
    {
        var proposed = ActionReader.Implied(ActionPaths.PositionClose, Json.Parse("""{"dryRun":true,"dryRun":false}"""));
        Assert.IsType<Validation.Invalid>(ActionValidator.Validate(proposed));
    }

    [Fact]
    public void A_body_that_is_not_an_object_is_a_fault() => Assert.IsType<Validation.Invalid>(
        ActionValidator.Validate(ActionReader.Implied(ActionPaths.BreakerOpen, Json.Parse("[1]"))));

    [Fact]
    public void An_unknown_endpoint_is_an_unknown_action() => Assert.Equal(ErrorCodes.UnknownAction,
        Assert.IsType<Validation.Invalid>(ActionValidator.Validate(ActionReader.Implied("/futures/withdraw", default))).Fault.Code);

    private static ValidatedAction Implied(string path, string @params) =>
        Assert.IsType<Validation.Valid>(ActionValidator.Validate(ActionReader.Implied(path, Json.Parse(@params)))).Action;

    private static string With(string @params, string field) => @params == "{}" ? $"{{{field}}}" : @params[..^1] + "," + field + "}";

    private static string WithReason(int length) =>
        $$"""{"action":"/futures/health","params":{},"dryRun":true,"confirm_required":false,"reason":"{{new string('n', length)}}"}""";

    private static string Decorated(string @params) =>
        $$"""{"action":"/futures/ticker","params":{{@params}},"dryRun":true,"confirm_required":false,"id":"1","valid":true,"violations":[],"result":[{"a":1}]}""";
}
