using CsCheck;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Confirmation;
using Spark.Guardrails.Policy;

namespace Spark.Guardrails.Tests.Confirmation;

public sealed class ConfirmationBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly Principal Alice = new(PrincipalKind.Person, "alice", Role.Trader);
    private static readonly Principal Bob = new(PrincipalKind.Person, "bob", Role.Trader);
    private static readonly ValidatedAction Action = Json.Valid(ActionPaths.LeverageSet, """{"symbol":"BTCUSDT","leverage":3}""", dryRun: false);

    [Fact]
    public void A_token_carries_its_content_out_once_and_then_finds_the_outcome()
    {
        var book = ConfirmationBook.Empty.Propose(Proposal("p1", "t1"));
        var (first, after) = Redeem(book, "t1");
        Assert.Equal("p1", Assert.IsType<RedeemResult.Granted>(first).Proposal.Id);
        Assert.Equal("p1", Assert.IsType<RedeemResult.AlreadyUsed>(Redeem(after, "t1").Result).OutcomeKey);
        Assert.Null(after.Find("p1", Start));
    }

    [Fact]
    public void A_used_token_with_other_content_is_refused() =>
        AssertRefused(ConfirmationFault.Changed, Redeem(Redeem(Book, "t1").After, "t1", digest: "other").Result);

    [Fact]
    public void A_used_token_of_another_principal_is_unknown() =>
        AssertRefused(ConfirmationFault.Unknown, Redeem(Redeem(Book, "t1").After, "t1", principal: Bob).Result);

    [Fact]
    public void A_used_token_is_remembered_for_24_hours_and_over_a_restart()
    {
        var grant = Assert.IsType<RedeemResult.Granted>(Redeem(Book, "t1").Result).Grant;
        var restored = ConfirmationBook.Restore([grant with { TokenHash = TokenHash.FromHex(grant.TokenHash!.Value.Hex) }]);
        Assert.IsType<RedeemResult.AlreadyUsed>(Redeem(restored, "t1", Start.AddHours(24).AddTicks(-1)).Result);
        AssertRefused(ConfirmationFault.Unknown, Redeem(restored, "t1", Start.AddHours(24)).Result);
        AssertRefused(ConfirmationFault.Unknown, Redeem(restored.Sweep(Start.AddHours(25)), "t1").Result);
    }

    [Fact]
    public void Unused_tokens_die_with_the_process() => AssertRefused(ConfirmationFault.Unknown, Redeem(ConfirmationBook.Restore([]), "t1").Result);

    [Fact]
    public void A_token_lives_120_seconds()
    {
        Assert.IsType<RedeemResult.Granted>(Redeem(Book, "t1", Start.AddSeconds(120).AddTicks(-1)).Result);
        AssertRefused(ConfirmationFault.Expired, Redeem(Book, "t1", Start.AddSeconds(120)).Result);
        AssertRefused(ConfirmationFault.Expired, Book.RedeemById("p1", Start.AddSeconds(120), null).Result);
        Assert.Null(Book.Find("p1", Start.AddSeconds(120)));
    }

    [Fact]
    public void An_expired_token_is_told_so_after_newer_proposals_and_forgotten_in_the_end()
    {
        var later = Book.Propose(Proposal("p2", "t2") with { CreatedAt = Start.AddMinutes(10) });
        AssertRefused(ConfirmationFault.Expired, Redeem(later, "t1", Start.AddMinutes(10)).Result);
        Assert.Equal(1, later.Sweep(Start.AddHours(1).AddMinutes(3)).PendingCount);
    }

    [Fact]
    public void A_token_is_bound_to_its_content() => AssertRefused(ConfirmationFault.Changed, Redeem(Book, "t1", digest: "other").Result);

    [Fact]
    public void Another_principals_token_is_unknown()
    {
        AssertRefused(ConfirmationFault.Unknown, Redeem(Book, "t1", principal: Bob).Result);
        AssertRefused(ConfirmationFault.Unknown, Redeem(Book, "t1", principal: Alice with { Kind = PrincipalKind.Agent }).Result);
    }

    [Fact]
    public void A_refusal_leaves_the_token_usable() => Assert.IsType<RedeemResult.Granted>(Redeem(Redeem(Book, "t1", digest: "other").After, "t1").Result);

    [Theory]
    [InlineData(101.0, true)]
    [InlineData(99.0, true)]
    [InlineData(101.01, false)]
    [InlineData(98.99, false)]
    [InlineData(null, false)]
    public void The_price_may_move_by_one_percent(double? mark, bool granted)
    {
        var book = ConfirmationBook.Empty.Propose(Proposal("p1", "t1") with { ReferencePrice = 100 });
        var (byToken, _) = book.Redeem(TokenHash.Of("t1"), "digest", Alice, Start, (decimal?)mark);
        var (byId, _) = book.RedeemById("p1", Start, (decimal?)mark);
        if (granted) Assert.All([byToken, byId], result => Assert.IsType<RedeemResult.Granted>(result));
        else Assert.All([byToken, byId], result => AssertRefused(ConfirmationFault.PriceMoved, result));
    }

    [Fact]
    public void An_action_without_a_reference_price_needs_no_mark() => Assert.IsType<RedeemResult.Granted>(Redeem(Book, "t1").Result);

    [Fact]
    public void The_page_confirms_an_agents_proposal_once_and_keeps_its_origin()
    {
        var agent = new Principal(PrincipalKind.Agent, "copilot", Role.Trader);
        var book = ConfirmationBook.Empty.Propose(Proposal("p1", null) with { Origin = agent });
        var (first, after) = book.RedeemById("p1", Start, null);
        Assert.Equal(agent, Assert.IsType<RedeemResult.Granted>(first).Proposal.Origin);
        Assert.Equal("p1", Assert.IsType<RedeemResult.AlreadyUsed>(after.RedeemById("p1", Start, null).Result).OutcomeKey);
        AssertRefused(ConfirmationFault.Unknown, after.RedeemById("p2", Start, null).Result);
    }

    [Fact]
    public void A_proposal_confirmed_on_the_page_cannot_be_carried_out_again_by_its_token() =>
        Assert.IsType<RedeemResult.AlreadyUsed>(Redeem(Book.RedeemById("p1", Start, null).After, "t1").Result);

    [Fact]
    public void The_oldest_of_too_many_proposals_is_dropped()
    {
        var book = Enumerable.Range(0, ConfirmationBook.MaxPending + 1)
            .Aggregate(ConfirmationBook.Empty, (all, i) => all.Propose(Proposal($"p{i}", $"t{i}")));
        Assert.Equal(ConfirmationBook.MaxPending, book.PendingCount);
        AssertRefused(ConfirmationFault.Unknown, Redeem(book, "t0").Result);
        Assert.IsType<RedeemResult.Granted>(Redeem(book, "t1").Result);
    }

    [Fact]
    public void A_token_hash_never_shows_itself()
    {
        Assert.DoesNotContain(TokenHash.Of("t1").Hex, $"{TokenHash.Of("t1")} {Proposal("p1", "t1")}", StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => TokenHash.FromHex("t1"));
    }

    [Fact]
    public void No_sequence_of_steps_grants_a_proposal_twice() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 90], Gen.Bool).Array[1, 60].Sample(steps =>
        {
            var book = ConfirmationBook.Empty;
            var now = Start;
            var grants = new List<UsedGrant>();
            var proposed = 0;
            foreach (var (what, which, seconds, wrong) in steps)
            {
                now = now.AddSeconds(seconds);
                RedeemResult? result = null;
                switch (what)
                {
                    case 0: book = book.Propose(Proposal($"p{proposed}", $"t{proposed++}") with { CreatedAt = now }); break;
                    case 1: (result, book) = Redeem(book, $"t{which}", now, wrong ? "other" : "digest"); break;
                    case 2: (result, book) = book.RedeemById($"p{which}", now, null); break;
                    case 3: book = book.Sweep(now); break;
                    default:
                        book = ConfirmationBook.Restore(grants);
                        proposed += 100;
                        break;
                }
                if (result is RedeemResult.Granted granted) grants.Add(granted.Grant);
            }
            Assert.Equal(grants.Count, grants.Select(grant => grant.OutcomeKey).Distinct().Count());
        }, iter: 2_000);

    private static ConfirmationBook Book => ConfirmationBook.Empty.Propose(Proposal("p1", "t1"));

    private static Proposal Proposal(string id, string? token) => new()
    {
        Id = id,
        TokenHash = token is null ? null : TokenHash.Of(token),
        Digest = "digest",
        Origin = Alice,
        Action = Action,
        CreatedAt = Start,
        Summary = "leverage of BTCUSDT to 3",
    };

    private static (RedeemResult Result, ConfirmationBook After) Redeem(
        ConfirmationBook book, string token, DateTimeOffset? now = null, string digest = "digest", Principal? principal = null) =>
        book.Redeem(TokenHash.Of(token), digest, principal ?? Alice, now ?? Start, mark: null);

    private static void AssertRefused(ConfirmationFault fault, RedeemResult result) =>
        Assert.Equal(fault, Assert.IsType<RedeemResult.Refused>(result).Fault);
}
