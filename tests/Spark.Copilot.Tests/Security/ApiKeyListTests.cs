using Spark.Contracts.Configuration;
using Spark.Contracts.Security;

namespace Spark.Copilot.Tests.Security;

/// <summary>The list of callers' keys: what is taken, and that no fault ever shows a key.</summary>
public sealed class ApiKeyListTests
{
    private const string Key = "0123456789abcdef";
    private const string Other = "fedcba9876543210";

    [Fact]
    public void Names_roles_and_keys_are_read_from_any_separator()
    {
        var (keys, faults) = Read($"desk:trader:{Key}, ops:admin:{Other};view-1:viewer:{Key}{Other}");

        Assert.Empty(faults);
        Assert.Equal([("desk", "trader"), ("ops", "admin"), ("view-1", "viewer")], keys.Select(key => (key.Name, key.Role)));
        Assert.True(keys[0].Key.Matches(Key));
        Assert.False(keys[0].Key.Matches(Other));
        Assert.False(keys[0].Key.Matches(""));
    }

    [Fact]
    public void A_key_may_hold_colons()
    {
        var (keys, faults) = Read($"desk:trader:{Key}:{Other}");
        Assert.Empty(faults);
        Assert.True(Assert.Single(keys).Key.Matches($"{Key}:{Other}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_list_there_are_no_keys(string? list)
    {
        var (keys, faults) = Read(list);
        Assert.Empty(keys);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("0123456789abcdef")]
    [InlineData("desk:0123456789abcdef")]
    [InlineData("desk:emperor:0123456789abcdef")]
    [InlineData("desk:Trader:0123456789abcdef")]
    [InlineData(":trader:0123456789abcdef")]
    [InlineData("de sk:trader:0123456789abcdef")]
    [InlineData("desk:trader:0123456789abcde")]
    [InlineData("desk:trader:")]
    [InlineData("desk:trader:0123456789abcdef,desk:admin:fedcba9876543210")]
    public void A_malformed_entry_is_a_fault_that_shows_no_key(string list)
    {
        var (_, faults) = Read(list);

        var fault = Assert.Single(faults);
        Assert.Equal("SPARK_API_KEYS", fault.Name);
        Assert.Null(fault.Value);
        Assert.DoesNotContain("0123456789", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("fedcba98", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_says_which_entry_it_is() =>
        Assert.Contains("entry 2 is not", Assert.Single(Read($"desk:trader:{Key},broken").Faults).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_minted_key_is_long_and_never_the_same()
    {
        var minted = Enumerable.Range(0, 100).Select(_ => ApiKey.Mint()).ToHashSet();
        Assert.Equal(100, minted.Count);
        Assert.All(minted, key => Assert.Equal(64, key.Length));
    }

    private static (IReadOnlyList<ApiKeyEntry> Keys, IReadOnlyList<SettingsFault> Faults) Read(string? list)
    {
        var reader = new SettingsReader(SettingsSource.Of(list is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["SPARK_API_KEYS"] = list }));
        return (ApiKeyList.Read(reader), reader.Faults);
    }
}
