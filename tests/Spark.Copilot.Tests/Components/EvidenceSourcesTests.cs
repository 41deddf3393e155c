using System.Globalization;
using Bunit;
using Spark.Contracts;
using Spark.Copilot.Components.Results;

namespace Spark.Copilot.Tests.Components;

/// <summary>A canary's evidence says where each figure comes from and what is not known.</summary>
public sealed class EvidenceSourcesTests : PageContext
{
    [Theory]
    [InlineData("en", "Not known: fees", "order book: stream", "leverage bracket: asked")]
    [InlineData("tr", "Bilinmiyor: ücretler", "emir defteri: akış", "kaldıraç dilimi: soruldu")]
    public void Each_figure_has_its_source_and_what_is_missing_is_said(string language, string missing, string streamed, string asked)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var at = Clock.GetUtcNow();
        var shown = Render<EvidenceTable>(table => table.Add(one => one.Evidence, new EvidenceView
        {
            RiskChecks = [],
            Checks = [],
            Passed = true,
            Sources = [new EvidenceSourceView("book", "stream", at), new EvidenceSourceView("fees", null, null), new EvidenceSourceView("leverageBracket", "rest", at)],
            Missing = ["fees"],
        }));
        Assert.Contains(missing, shown.Find("p.warn").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, shown.FindAll("ul.sources li").Count);
        Assert.Contains(streamed, shown.FindAll("ul.sources li")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains(asked, shown.FindAll("ul.sources li")[1].TextContent, StringComparison.Ordinal);
    }
}
