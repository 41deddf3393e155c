namespace Spark.Guardrails;

/// <summary>The contract's error codes that guardrails answer with, as they stand in <c>error</c>.</summary>
public static class ErrorCodes
{
    public const string UnknownAction = "UnknownAction";
    public const string InvalidParams = "InvalidParams";
    public const string ScopeNotAllowed = "ScopeNotAllowed";
    public const string DryRunMismatch = "DryRunMismatch";
    public const string ConfirmationRequired = "ConfirmationRequired";
    public const string ConfirmationInvalid = "ConfirmationInvalid";
    public const string Forbidden = "Forbidden";
    public const string ProductionTradingDisabled = "ProductionTradingDisabled";
    public const string UnsupportedAccountMode = "UnsupportedAccountMode";
    public const string CircuitBreakerOpen = "CircuitBreakerOpen";
    public const string SymbolNotAllowed = "SymbolNotAllowed";
    public const string InvalidOrder = "InvalidOrder";
    public const string PriceOutOfRange = "PriceOutOfRange";
    public const string MaxNotionalExceeded = "MaxNotionalExceeded";
    public const string MaxPositionSizeExceeded = "MaxPositionSizeExceeded";
    public const string MaxLeverageExceeded = "MaxLeverageExceeded";
    public const string DailyLossLimitExceeded = "DailyLossLimitExceeded";
    public const string OrderRateExceeded = "OrderRateExceeded";
    public const string MarketDataStale = "MarketDataStale";
    public const string NoCanaryToConfirm = "NoCanaryToConfirm";
    public const string CanaryAmbiguous = "CanaryAmbiguous";
}
