using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Spark.Contracts;
using Spark.Copilot.Components.Results;
using Spark.Copilot.Pages;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Tests.Components;

/// <summary>What a validator or the gate found, as each language says it.</summary>
public sealed class FaultWordsTests : PageContext
{
    private IStringLocalizer<UiText> Texts => Services.GetRequiredService<IStringLocalizer<UiText>>();

    [Theory]
    [InlineData("en", """{"symbol":"BTCUSDT","side":"BUY","quantity":-1.5}""", "-1.5 can't be used: a positive number is needed.")]
    [InlineData("tr", """{"symbol":"BTCUSDT","side":"BUY","quantity":-1.5}""", "-1,5 olmaz: pozitif bir sayı gerekli.")]
    [InlineData("tr", """{"symbol":"btc","side":"BUY","quantity":1}""", "\"btc\" olmaz: BTCUSDT gibi büyük harfli bir borsa sembolü gerekli.")]
    [InlineData("tr", """{"symbol":"BTCUSDT","side":"UP","quantity":1}""", "\"UP\" olmaz: BUY, SELL değerlerinden biri gerekli.")]
    [InlineData("tr", """{"symbol":"BTCUSDT","quantity":1}""", "Eksik: BUY, SELL değerlerinden biri gerekli.")]
    [InlineData("tr", """{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":1}""", "LIMIT türü için gerekli.")]
    [InlineData("tr", """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","stopPrice":65000,"quantity":1}""", "MARKET türü bunu almaz (65.000).")]
    [InlineData("tr", """{"symbol":"BTCUSDT","side":"BUY","quantity":1,"notional":50}""", "Bu ve notional birlikte verilemez: yalnızca biri gerekli.")]
    public void A_fault_of_an_action_is_told_in_the_pages_language_with_its_numbers(string language, string parameters, string says)
    {
        Speak(language);
        Assert.Equal(says, FaultWords.Of(Texts, Assert.Single(FaultsOf("/futures/order.place", parameters)).Cause));
    }

    [Fact]
    public void Every_kind_of_fault_and_every_kind_of_value_has_words_in_both_languages()
    {
        foreach (var language in (string[])["en", "tr"])
        {
            Speak(language);
            Assert.All(FaultCodes.All, code => Assert.NotNull(Texts.Known("Fault_" + code)));
            Assert.All(ActionCatalogue.All.SelectMany(action => action.Params), spec => Assert.NotNull(Texts.Known("Kind_" + spec.Kind.Code.Split(':')[0])));
        }
    }

    [Theory]
    [InlineData("en", "maxNotional", null, 100, 800_000.0, "800,000 USDT: at most 100 USDT per order is allowed.")]
    [InlineData("tr", "maxNotional", null, 100, 800_000.0, "800.000 USDT: emir başına en çok 100 USDT olabilir.")]
    [InlineData("tr", "filters", "quantityOffStep", 0.001, 0.0015, "Miktar 0,0015 adıma uymuyor: 0,001 ve katları olabilir.")]
    [InlineData("tr", "staleMarket", null, 5, 16.8154525, "Piyasa verisi 16,8155 sn eski: en çok 5 sn olabilir.")]
    [InlineData("tr", "leverage", "missing", 5, null, "Kontrol edilemiyor: gereken veri yok.")]
    public void A_verdict_of_the_gate_is_told_by_its_code_with_its_numbers(string language, string name, string? fault, double limit, double? observed, string says)
    {
        Speak(language);
        var check = new RiskCheckView(name, false, (decimal)limit, (decimal?)observed) { Fault = fault, Message = "in English" };
        Assert.Equal(says, FaultWords.Of(Texts, check));
        Assert.Equal(says, Render<ChecksTable>(table => table.Add(one => one.Checks, [check])).Find(".says").TextContent);
    }

    [Fact]
    public void What_has_no_code_stays_as_it_was_said_and_is_marked_as_English()
    {
        Speak("tr");
        var says = Render<ChecksTable>(table => table.Add(one => one.Checks, [new RiskCheckView("newCheck", false, null, null) { Message = "something new" }])).Find(".says");
        Assert.Equal(("something new", "en"), (says.TextContent, says.GetAttribute("lang")));
    }

    private static ImmutableArray<ParamFault> FaultsOf(string path, string parameters)
    {
        using var json = JsonDocument.Parse($$"""{"action":"{{path}}","params":{{parameters}},"dryRun":true,"confirm_required":false}""");
        return Assert.IsType<Validation.Invalid>(ActionValidator.Validate(ActionReader.Read(json.RootElement))).Fault.Details;
    }

    private static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
