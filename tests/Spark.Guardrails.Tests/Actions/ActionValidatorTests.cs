using Spark.Guardrails.Actions;

namespace Spark.Guardrails.Tests.Actions;

public sealed class ActionValidatorTests
{
    public static TheoryData<string, string> ValidParams => [.. Golden.Valid.Select(golden => (golden.Path, golden.Params))];

    public static TheoryData<string, string, string[]> InvalidParams =>
        [.. Golden.Invalid.Concat(Golden.InvalidBeyondSchema).Select(golden => (golden.Path, golden.Params, golden.Faults))];

    [Theory, MemberData(nameof(ValidParams))]
    public void Right_params_are_valid(string path, string @params) => Assert.Equal(path, Json.Valid(path, @params).Definition.Path);

    [Theory, MemberData(nameof(InvalidParams))]
    public void Wrong_params_are_refused_naming_every_field_at_fault(string path, string @params, string[] faults)
    {
        var fault = Json.Invalid(Json.Envelope(path, @params));
        Assert.Equal(ErrorCodes.InvalidParams, fault.Code);
        Assert.Equal(faults.Select(name => "params." + name).Order(), fault.Details.Select(detail => detail.Path).Order());
        Assert.All(fault.Details, detail => Assert.Contains(detail.Path["params.".Length..], detail.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_action_has_right_and_wrong_cases() => Assert.All(ActionCatalogue.All, definition =>
    {
        Assert.Contains(Golden.Valid, golden => golden.Path == definition.Path);
        Assert.Contains(Golden.Invalid, golden => golden.Path == definition.Path);
    });

    [Fact]
    public void An_order_is_read_to_the_last_digit()
    {
        var action = Json.Valid(ActionPaths.OrderPlace,
            """{"symbol":"BTCUSDT","side":"SELL","type":"STOP","quantity":0.0123,"price":64000.1,"stopPrice":64500,"timeInForce":"IOC","reduceOnly":true,"clientOrderId":"a1"}""");
        var draft = Assert.IsType<ActionRequest.PlaceOrder>(action.Request).Draft;
        Assert.Equal("BTCUSDT", draft.Symbol.Value);
        Assert.Equal(Domain.Orders.Side.Sell, draft.Side);
        Assert.Equal(Domain.Orders.OrderType.Stop, draft.Type);
        Assert.Equal(0.0123m, draft.Quantity);
        Assert.Null(draft.Notional);
        Assert.Equal(64000.1m, draft.Price);
        Assert.Equal(64500m, draft.StopPrice);
        Assert.Equal(Domain.Orders.TimeInForce.ImmediateOrCancel, draft.TimeInForce);
        Assert.True(draft.ReduceOnly);
        Assert.Equal("a1", draft.ClientOrderId?.Value);
    }

    [Fact]
    public void Requests_carry_their_defaults()
    {
        Assert.Equal(new ActionRequest.ClosePosition(null, 1), Json.Valid(ActionPaths.PositionClose).Request);
        Assert.Equal(new ActionRequest.Optimize(null, OptimizeObjective.Sharpe), Json.Valid(ActionPaths.StrategyOptimize).Request);
        var draft = Assert.IsType<ActionRequest.PlaceOrder>(Json.Valid(ActionPaths.OrderPlace, """{"symbol":"BTCUSDT","side":"BUY","notional":60}""").Request).Draft;
        Assert.Equal(Domain.Orders.OrderType.Market, draft.Type);
        Assert.False(draft.ReduceOnly);
    }

    [Fact]
    public void A_date_is_midnight_utc_and_an_offset_is_heeded()
    {
        Assert.Equal(new ActionRequest.FillsQuery(null, new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero)), Json.Valid(ActionPaths.Fills, """{"after":"2026-01-31"}""").Request);
        Assert.Equal(new ActionRequest.FillsQuery(null, new DateTimeOffset(2026, 1, 31, 6, 30, 0, TimeSpan.Zero)), Json.Valid(ActionPaths.Fills, """{"after":"2026-01-31T09:30+03:00"}""").Request);
    }

    [Fact]
    public void Symbols_keep_the_spoken_order()
    {
        var request = Assert.IsType<ActionRequest.StartStreams>(Json.Valid(ActionPaths.StreamsStart, """{"symbols":["ETHUSDT","BTCUSDT"]}""").Request);
        Assert.Equal(["ETHUSDT", "BTCUSDT"], request.Symbols.Select(symbol => symbol.Value));
    }

    [Fact]
    public void An_unknown_path_is_404_whatever_else_is_wrong()
    {
        var fault = Json.Invalid("""{"action":"/futures/withdraw","params":3,"evil":true}""");
        Assert.Equal((ErrorCodes.UnknownAction, 404), (fault.Code, fault.HttpStatus));
        Assert.Contains("/futures/withdraw", Assert.Single(fault.Details).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("futures-production")]
    [InlineData("spot")]
    [InlineData("")]
    public void Another_scope_is_not_allowed(string scope)
    {
        var fault = Json.Invalid(Json.Envelope(ActionPaths.CanaryConfirm, $$"""{"scope":"{{scope}}"}"""));
        Assert.Equal((ErrorCodes.ScopeNotAllowed, "params.scope"), (fault.Code, Assert.Single(fault.Details).Path));
    }

    [Theory]
    [InlineData(true, "false")]
    [InlineData(false, "true")]
    public void A_dry_run_inside_the_params_must_equal_the_envelopes(bool envelope, string inside)
    {
        var fault = Json.Invalid(Json.Envelope(ActionPaths.OrderPlace, $$"""{"symbol":"BTCUSDT","side":"BUY","quantity":1,"dryRun":{{inside}}}""", envelope));
        Assert.Equal(ErrorCodes.DryRunMismatch, fault.Code);
    }

    [Fact]
    public void A_live_action_must_ask_for_confirmation_but_a_brake_never_waits()
    {
        foreach (var definition in ActionCatalogue.All)
        {
            var envelope = $$"""{"action":"{{definition.Path}}","params":{{Golden.ValidFor(definition.Path)}},"dryRun":false,"confirm_required":false}""";
            if (definition.Effect.IsHarmless() || definition.Path == ActionPaths.BreakerOpen) Assert.IsType<Validation.Valid>(Json.Validate(envelope));
            else Assert.Equal(ErrorCodes.ConfirmationRequired, Json.Invalid(envelope).Code);
        }
    }

    [Fact]
    public void A_dry_run_that_asks_for_confirmation_is_valid_and_not_live()
    {
        var envelope = """{"action":"/futures/leverage.set","params":{"symbol":"BTCUSDT","leverage":3},"dryRun":true,"confirm_required":true}""";
        Assert.False(Assert.IsType<Validation.Valid>(Json.Validate(envelope)).Action.IsLive);
    }

    [Theory]
    [InlineData("""{"scope":"mars","canaryId":""}""", "InvalidParams")]
    [InlineData("""{"scope":"mars"}""", "ScopeNotAllowed")]
    [InlineData("""{"scope":"futures-testnet"}""", "ConfirmationRequired")]
    public void The_first_code_that_applies_names_the_error(string @params, string code) => Assert.Equal(code, Json.Invalid(
        $$"""{"action":"/canary/confirm","params":{{@params}},"dryRun":false,"confirm_required":false}""").Code);

    [Fact]
    public void A_mismatch_is_told_before_a_missing_confirmation() => Assert.Equal(ErrorCodes.DryRunMismatch, Json.Invalid(
        """{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","quantity":1,"dryRun":true},"dryRun":false,"confirm_required":false}""").Code);

    [Fact]
    public void A_value_in_an_error_is_cut_and_its_control_characters_are_escaped()
    {
        var fault = Json.Invalid(Json.Envelope("/futures/ticker", "{\"symbol\":\"a\u202Eb" + new string('x', 300) + "\"}"));
        var message = Assert.Single(fault.Details).Message;
        Assert.Contains("\\u202e", message, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 64), message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', message);
        Assert.DoesNotContain('\n', Json.Invalid(Json.Envelope("/futures/ticker", "{\"symbol\":[\n1]}")).Message);
    }
}
