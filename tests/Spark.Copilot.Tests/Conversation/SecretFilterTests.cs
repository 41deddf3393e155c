using CsCheck;
using Spark.Contracts.Security;
using Spark.Copilot.Conversation;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Tests.Conversation;

public sealed class SecretFilterTests
{
    private const string Own = "desk-key-0123456789";

    private static readonly SecretFilter Filter = new(new CopilotSettings
    {
        Urls = [], Executor = null, AgentKey = "the-agents-own-key", ConfirmKey = null, ApiKeys = [new ApiKeyEntry("desk", "admin", new ApiKey(Own))], DataFolder = "",
        Llm = new Copilot.Engines.LlmSettings(new Uri("http://127.0.0.1:1/v1"), "m", "llm-secret"),
    });

    [Theory]
    [InlineData("buy 0.001 btc at 65000.5 with id my-order-2026-11-23")]
    [InlineData("BTC ve ETH akışlarını başlat, sonra 0,001 BTC al, önce simüle et")]
    [InlineData("cancel spk-0123456789abcdef0123456789ab on 1000SHIBUSDT")]
    [InlineData("what is the token balance and which secret strategy is best?")]
    [InlineData("c-0199f3c2d1e07a4b8c9d0e1f2a3b4c5d")]
    public void Ordinary_messages_stay_as_they_are(string message) => Assert.Equal(message, Filter.Clean(message));

    [Theory]
    [InlineData("key " + Own, Own)]
    [InlineData("(" + Own + ")", Own)]
    [InlineData("the-agents-own-key", "the-agents-own-key")]
    [InlineData("llm-secret!", "llm-secret")]
    [InlineData("sk-proj-abcdefghijklmnopqrst", "abcdefghijklmnopqrst")]
    [InlineData("""{"token":"Zm9vYmFyMTIzNDU2"}""", "Zm9vYmFyMTIzNDU2")]
    [InlineData("api secret = a1b2c3d4e5", "a1b2c3d4e5")]
    [InlineData("şifrem: kedi1234", "kedi1234")]
    [InlineData("Authorization: Bearer abc.def-123456", "abc.def-123456")]
    public void Keys_and_tokens_are_taken_out(string message, string secret)
    {
        var clean = Filter.Clean(message);
        Assert.DoesNotContain(secret, clean, StringComparison.Ordinal);
        Assert.Contains(SecretFilter.Mark, clean, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_minted_key_and_token_is_taken_out_wherever_it_stands() => Gen.Select(Gen.Byte.Array[32], Gen.String[Gen.Char[" ,.;:\"'()\n"], 0, 3], Gen.Bool).Sample((bytes, around, hex) =>
    {
        var secret = hex ? Convert.ToHexStringLower(bytes) : Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        // A key of letters alone, or of digits alone, does not come up in the life of the universe.
        if (!secret.Any(char.IsAsciiDigit) || !secret.Any(char.IsAsciiLetter)) return;
        Assert.DoesNotContain(secret, Filter.Clean("x" + " " + around + secret + around), StringComparison.Ordinal);
    });
}
