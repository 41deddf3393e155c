namespace Spark.Simulator.Matching.Settlement;

/// <summary>What moved a wallet, apart from trades.</summary>
public enum IncomeType
{
    Transfer,
    FundingFee,
    InsuranceClear,
}
