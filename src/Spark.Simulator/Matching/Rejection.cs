using System.Globalization;

namespace Spark.Simulator.Matching;

/// <summary>Why the exchange refused: its error code, its text, and the HTTP status it comes with.</summary>
public sealed record Rejection(int Code, string Message, int Status = 400)
{
    public static readonly Rejection IllegalCharacters =
        new(-1100, @"Illegal characters found in parameter 'newClientOrderId'; legal range is '^[\.A-Z\:/a-z0-9_-]{1,36}$'.");

    public static readonly Rejection BadPrecision = new(-1111, "Precision is over the maximum defined for this asset.");
    public static readonly Rejection InvalidTimeInForce = new(-1115, "Invalid timeInForce.");
    public static readonly Rejection InvalidOrderType = new(-1116, "Invalid orderType.");
    public static readonly Rejection InvalidSide = new(-1117, "Invalid side.");
    public static readonly Rejection BadSymbol = new(-1121, "Invalid symbol.");
    public static readonly Rejection SymbolNotTrading = new(-1122, "Invalid symbol status.");
    public static readonly Rejection UnknownOrder = new(-2011, "Unknown order sent.");
    public static readonly Rejection BadTimes = new(-1023, "Start time is greater than end time.");
    public static readonly Rejection NoSuchOrder = new(-2013, "Order does not exist.");
    public static readonly Rejection MarginInsufficient = new(-2019, "Margin is insufficient.");
    public static readonly Rejection WouldTriggerAtOnce = new(-2021, "Order would immediately trigger.");
    public static readonly Rejection ReduceOnlyRejected = new(-2022, "ReduceOnly Order is rejected.");
    public static readonly Rejection TooManyOpenOrders = new(-2025, "Reach max open order limit.");
    public static readonly Rejection PositionTooLarge = new(-2027, "Exceeded the maximum allowable position at current leverage.");
    public static readonly Rejection LeverageTooLow = new(-2028, "Leverage is smaller than permitted: insufficient margin balance.");
    public static readonly Rejection PriceNegative = new(-4001, "Price less than 0.");
    public static readonly Rejection PriceAboveMaximum = new(-4002, "Price greater than max price.");
    public static readonly Rejection QuantityNotPositive = new(-4003, "Quantity less than or equal to zero.");
    public static readonly Rejection QuantityBelowMinimum = new(-4004, "Quantity less than min quantity.");
    public static readonly Rejection QuantityAboveMaximum = new(-4005, "Quantity greater than max quantity.");
    public static readonly Rejection TriggerBelowMinimum = new(-4006, "Stop price less than zero.");
    public static readonly Rejection TriggerAboveMaximum = new(-4007, "Stop price greater than max price.");
    public static readonly Rejection PriceBelowMinimum = new(-4013, "Price less than min price.");
    public static readonly Rejection PriceOffTick = new(-4014, "Price not increased by tick size.");
    public static readonly Rejection ClientOrderIdLength = new(-4015, "Client order id length should be less than 36 chars.");
    public static readonly Rejection QuantityOffStep = new(-4023, "Qty not increased by step size.");
    public static readonly Rejection InvalidWorkingType = new(-4031, "Invalid working type.");
    public static readonly Rejection TooManyConditionalOrders = new(-4045, "Reach max stop order limit.");
    public static readonly Rejection InvalidPositionSide = new(-4060, "Invalid position side.");
    public static readonly Rejection PositionSideMismatch = new(-4061, "Order's position side does not match user's setting.");
    public static readonly Rejection DuplicateClientOrderId = new(-4116, "ClientOrderId is duplicated.");

    public static readonly Rejection ReduceOnlyHeld = new(-4118, "ReduceOnly Order Failed. Please check your existing position and open orders.");

    public static readonly Rejection ConditionalMoved =
        new(-4120, "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.");

    public static readonly Rejection MarketOrderRejected = new(-4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit.");
    public static readonly Rejection BadPair = new(-4144, "Invalid pair.");
    public static readonly Rejection QuantityWithClosePosition = new(-4137, "Quantity must be zero with closePosition equals true.");
    public static readonly Rejection ReduceOnlyWithClosePosition = new(-4138, "Reduce only must be true with closePosition equals true.");
    public static readonly Rejection NotForConditional = new(-1130, "Data sent for parameter 'type' is not valid.");
    public static readonly Rejection LimitOrderOnly = new(-5025, "Only limit order is supported.");
    public static readonly Rejection TooManyAmendments = new(-5026, "Exceed maximum modify order limit.");
    public static readonly Rejection NothingToAmend = new(-5027, "No need to modify the order.");
    public static readonly Rejection AmendedNotionalTooSmall = new(-5029, "Order's notional after modification is too small.");
    public static readonly Rejection NoNeedToChangeMarginType = new(-4046, "No need to change margin type.");
    public static readonly Rejection OpenOrdersBlockMarginType = new(-4047, "Margin type cannot be changed if there exists open orders.");
    public static readonly Rejection PositionBlocksMarginType = new(-4048, "Margin type cannot be changed if there exists position.");
    public static readonly Rejection NotIsolated = new(-4049, "Add margin only support for isolated position.");
    public static readonly Rejection CrossBalanceInsufficient = new(-4050, "Cross balance insufficient.");
    public static readonly Rejection IsolatedBalanceInsufficient = new(-4051, "Isolated balance insufficient.");
    public static readonly Rejection NoPositionToMargin = new(-4054, "Cannot add position margin: position is 0.");
    public static readonly Rejection AmountNotPositive = new(-4055, "Amount must be positive.");
    public static readonly Rejection IsolatedLeverageHeld = new(-4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions.");
    public static readonly Rejection IsolatedBlocksMultiAssets = new(-4167, "Unable to adjust to Multi-Assets mode with symbols of USDⓈ-M Futures under isolated-margin mode.");
    public static readonly Rejection NoIsolatedInMultiAssets = new(-4168, "Unable to adjust to isolated-margin mode under the Multi-Assets mode.");
    public static readonly Rejection OpenOrdersBlockMultiAssets = new(-4170, "Unable to adjust Multi-Assets Mode with open orders in USDⓈ-M Futures.");
    public static readonly Rejection NoNeedToChangePositionSide = new(-4059, "No need to change position side.");
    public static readonly Rejection NoNeedToChangeMultiAssets = new(-4171, "No need to change multi-assets mode.");
    public static readonly Rejection OpenOrdersBlockModeChange = new(-4067, "Position side cannot be changed if there exists open orders.");
    public static readonly Rejection PositionBlocksModeChange = new(-4068, "Position side cannot be changed if there exists position.");
    public static readonly Rejection FillOrKillRejected = new(-5021, "Due to the order could not be filled immediately, the FOK order has been rejected. The order will not be recorded in the order history.");
    public static readonly Rejection PostOnlyRejected = new(-5022, "Due to the order could not be executed as maker, the Post Only order will be rejected. The order will not be recorded in the order history.");

    public static Rejection PriceTooHigh(decimal limit) =>
        new(-4016, string.Create(CultureInfo.InvariantCulture, $"Limit price can't be higher than {limit}."));

    public static Rejection PriceTooLow(decimal limit) =>
        new(-4024, string.Create(CultureInfo.InvariantCulture, $"Limit price can't be lower than {limit}."));

    public static Rejection NotionalTooSmall(decimal minimum) =>
        new(-4164, string.Create(CultureInfo.InvariantCulture, $"Order's notional must be no smaller than {minimum} (unless you choose reduce only)."));

    public static Rejection InvalidLeverage(int leverage) =>
        new(-4028, string.Create(CultureInfo.InvariantCulture, $"Leverage {leverage} is not valid"));
}
