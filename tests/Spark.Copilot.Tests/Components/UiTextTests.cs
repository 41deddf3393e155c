using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Spark.Copilot.Pages;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Tests.Components;

public sealed partial class UiTextTests
{
    private static readonly Dictionary<string, string> English = Texts("");
    private static readonly Dictionary<string, string> Turkish = Texts("tr");

    [Fact]
    public void Both_languages_say_the_same_things() => Assert.Equal(English.Keys.Order(StringComparer.Ordinal), Turkish.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_text_takes_the_same_values_in_both_languages() =>
        Assert.All(English, text => Assert.Equal(Slots(text.Value), Slots(Turkish[text.Key])));

    [Fact]
    public void Every_action_of_the_catalogue_has_a_title() =>
        Assert.All(ActionCatalogue.All, action => Assert.Contains(UiTexts.KeyOf("Act", action.Path), English.Keys));

    private static Dictionary<string, string> Texts(string culture) => new ResourceManager(typeof(UiText))
        .GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static string[] Slots(string text) => [.. Slot().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Slot();
}
