using Spark.Binance.Errors;

namespace Spark.Binance.Tests.Errors;

public sealed class ExchangeErrorCodesTests
{
    [Fact]
    public void Every_code_has_a_sentence_in_both_languages() => Assert.All(ExchangeErrorCodes.All, row =>
    {
        Assert.EndsWith(".", row.Text("en"), StringComparison.Ordinal);
        Assert.EndsWith(".", row.Text("tr"), StringComparison.Ordinal);
        Assert.NotEqual(row.Text("en"), row.Text("tr"));
    });

    [Theory]
    [InlineData(-1021, RetrySafety.AfterCorrection)]
    [InlineData(-1007, RetrySafety.LookUp)]
    [InlineData(-1008, RetrySafety.Backoff)]
    [InlineData(-4116, RetrySafety.LookUp)]
    [InlineData(-4046, RetrySafety.TreatAsDone)]
    [InlineData(-2019, RetrySafety.Never)]
    [InlineData(-99999, RetrySafety.Never)]
    public void What_may_be_done_next_follows_from_the_code(int code, RetrySafety retry) =>
        Assert.Equal(retry, new ExchangeError(400, code, "text", ExchangeErrorKind.Unrecognised).Retry);

    [Fact]
    public void An_unknown_code_is_told_in_the_exchanges_own_words() =>
        Assert.Equal("odd", new ExchangeError(400, -99999, "odd", ExchangeErrorKind.Unrecognised).Describe("tr"));

    [Fact]
    public void A_code_has_one_row() => Assert.Equal(ExchangeErrorCodes.All.Select(r => r.Code).Distinct().Count(), ExchangeErrorCodes.All.Count);

    [Fact]
    public void What_may_have_been_carried_out_is_never_simply_sent_again() => Assert.All(
        ExchangeErrorCodes.All.Where(r => r.Kind is ExchangeErrorKind.OutcomeUnknown or ExchangeErrorKind.DuplicateClientOrderId),
        row => Assert.Equal(RetrySafety.LookUp, row.Retry));

    [Fact]
    public void Only_what_was_surely_not_carried_out_may_be_sent_again_later() => Assert.All(
        ExchangeErrorCodes.All.Where(r => r.Retry == RetrySafety.Backoff),
        row => Assert.Contains(row.Kind, (ExchangeErrorKind[])
            [ExchangeErrorKind.RateLimited, ExchangeErrorKind.Overloaded, ExchangeErrorKind.SystemError, ExchangeErrorKind.OrderRejected, ExchangeErrorKind.OrderLimit]));

    // The protocol reference's working set of codes, by section.
    [Theory]
    [InlineData(-1000, -1001, -1002, -1003, -1006, -1007, -1008, -1010, -1011, -1013, -1014, -1015, -1016, -1020, -1021, -1022, -1023, -1099)]
    [InlineData(-1100, -1101, -1102, -1103, -1104, -1105, -1106, -1108, -1109, -1110, -1111, -1112, -1114, -1115, -1116, -1117, -1118, -1119, -1120, -1121, -1122,
        -1125, -1126, -1127, -1128, -1130, -1136)]
    [InlineData(-2010, -2011, -2012, -2013, -2014, -2015, -2016, -2017, -2018, -2019, -2020, -2021, -2022, -2023, -2024, -2025, -2026, -2027, -2028)]
    [InlineData(-4001, -4002, -4003, -4004, -4005, -4006, -4007, -4013, -4014, -4015, -4016, -4021, -4023, -4024, -4028, -4031, -4045, -4046, -4047, -4048, -4049,
        -4050, -4051, -4053, -4054, -4055, -4056, -4057, -4059, -4060, -4061, -4062, -4067, -4068, -4082, -4083, -4087, -4088)]
    [InlineData(-4104, -4105, -4106, -4107, -4109, -4115, -4116, -4117, -4118, -4120, -4131, -4135, -4137, -4138, -4139, -4140, -4141, -4142, -4144, -4161, -4164,
        -4165, -4167, -4168, -4169, -4170, -4171, -4172, -4183, -4184, -4189, -4192, -4202, -4205, -4209, -4210, -4211, -4400, -4401)]
    [InlineData(-5021, -5022, -5025, -5026, -5027, -5028, -5043, -5047)]
    public void Every_documented_code_is_known(params int[] codes) => Assert.All(codes, code => Assert.NotNull(ExchangeErrorCodes.Find(code)));
}
