namespace Spark.Copilot.Language;

/// <summary>The meanings that code asks for by name; the words behind them are in <c>prompts/lexicon</c>. Rules may use others.</summary>
internal static class Concept
{
    public const string Noise = "noise";
    public const string And = "and";
    public const string Then = "then";
    public const string Buy = "buy";
    public const string Sell = "sell";
    public const string Order = "order";
    public const string Orders = "orders";
    public const string OneOf = "oneOf";
    public const string Number = "number";
    public const string Id = "id";
    public const string OrderId = "orderId";
    public const string ClientId = "clientId";
    public const string CanaryId = "canaryId";
    public const string Coin = "coin";
    public const string Market = "market";
    public const string Limit = "limit";
    public const string Stop = "stopOrder";
    public const string StopMarket = "stopMarket";
    public const string StopLimit = "stopLimit";
    public const string TakeProfit = "takeProfit";
    public const string TakeProfitMarket = "takeProfitMarket";
    public const string TakeProfitLimit = "takeProfitLimit";
    public const string Trigger = "trigger";
    public const string Rises = "rises";
    public const string Falls = "falls";
    public const string At = "at";
    public const string Price = "price";
    public const string Quantity = "quantity";
    public const string Unit = "unit";
    public const string Dollar = "dollar";
    public const string Leverage = "leverage";
    public const string Times = "times";
    public const string Live = "live";
    public const string Dry = "dry";
    public const string Not = "not";
    public const string NotDone = "notDone";
    public const string All = "all";
    public const string Both = "both";
    public const string Everything = "everything";
    public const string Position = "position";
    public const string Stream = "stream";
    public const string Canary = "canary";
    public const string Confirm = "confirm";
    public const string Pronoun = "pronoun";
    public const string Same = "same";
    public const string SameSize = "sameSize";
    public const string Double = "double";
    public const string ReduceOnly = "reduceOnly";
    public const string Gtc = "gtc";
    public const string Ioc = "ioc";
    public const string Fok = "fok";
    public const string Gtx = "gtx";
    public const string Loss = "loss";
    public const string Profit = "profit";
    public const string Pnl = "pnl";
    public const string Drawdown = "drawdown";
    public const string Return = "return";
    public const string Sharpe = "sharpe";
    public const string Query = "query";
    public const string Add = "add";
    public const string Edit = "edit";
    public const string Percent = "percent";
    public const string Minus = "minus";
    public const string Reported = "reported";
    public const string Rejected = "rejected";
    public const string Strategy = "strategy";
    public const string Mine = "mine";
    public const string Halve = "halve";
    public const string Chatter = "chatter";
    public const string Foreign = "foreign";
    public const string Close = "close";
    public const string Cancel = "cancel";
    public const string OpenOrders = "openOrders";
    public const string Date = "date";
    public const string Until = "until";
    public const string NotReal = "notReal";
    public const string NotDry = "notDry";
    public const string Unwanted = "unwanted";
    public const string Part = "part";
    public const string Multiple = "multiple";
    public const string Why = "why";
    public const string Refused = "refused";
    public const string TakenBack = "takenBack";
    public const string PastBuy = "pastBuy";
    public const string PastSell = "pastSell";
    public const string IdMark = "idMark";
    public const string FakeLine = "fakeLine";
    public const string Converb = "converb";
    public const string Each = "each";
    public const string Another = "another";
    public const string Follow = "follow";
    public const string Show = "show";
    public const string Positions = "positions";
    public const string Open = "open";
    public const string Reset = "reset";
    public const string NeverMind = "nevermind";
    public const string If = "if";

    /// <summary>A wish in the passive: 'to be closed', 'kapatılması'. With a question about it, it is none.</summary>
    public const string Passive = "passive";

    /// <summary>What was or will be: 'kapandı', 'iptal edilecek'.</summary>
    public const string Past = "past";

    /// <summary>'Except', 'hariç'.</summary>
    public const string Except = "except";

    /// <summary>'Keep', 'kalsın': what is not to be touched.</summary>
    public const string Keep = "keep";

    /// <summary>'Maybe', 'tomorrow', 'şaka': not now, not so, or not in earnest.</summary>
    public const string Doubt = "doubt";

    /// <summary>'Never mind', 'vazgeçtim'.</summary>
    public const string TakeBack = "takeBack";

    /// <summary>'Prevent', 'gerek yok': the verb beside it is not wished for.</summary>
    public const string Declining = "declining";

    /// <summary>'Entry price': of an order, the price; of a position, what it cost.</summary>
    public const string Entry = "entry";

    /// <summary>'Best bid', 'spread': a price that the book knows and an order here can't name.</summary>
    public const string BookWord = "bookWord";

    /// <summary>'Scratch that', 'daha doğrusu': what follows takes the place of what was said.</summary>
    public const string Correcting = "correcting";

    /// <summary>'Rather', 'yani': what follows may take the place of what was said, or not.</summary>
    public const string Turn = "turn";

    /// <summary>'Some', 'kısmen': a part that no figure names.</summary>
    public const string VaguePart = "vaguePart";

    /// <summary>'But first', 'ama önce': what follows comes before what was said.</summary>
    public const string First = "first";

    /// <summary>'Satılmasın': that it be not done, by anybody.</summary>
    public const string NeverDone = "neverDone";
}
