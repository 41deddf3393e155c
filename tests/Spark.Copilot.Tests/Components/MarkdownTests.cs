using Bunit;
using Spark.Copilot.Components.Chat;
using Spark.Copilot.Pages;

namespace Spark.Copilot.Tests.Components;

public sealed class MarkdownTests : PageContext
{
    private readonly Markdown _markdown = new();

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](JaVaScRiPt&colon;alert(1))")]
    [InlineData("[a](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("![a](https://evil.example/x.png)")]
    [InlineData("<iframe src=//evil.example></iframe>")]
    [InlineData("<a href='https://evil.example' onclick='alert(1)' style='position:fixed;inset:0'>x</a>")]
    [InlineData("<svg><animate onbegin=alert(1)></svg>")]
    [InlineData("<form action=/copilot/confirmations/c0ffee method=post><button>free money</button></form>")]
    [InlineData("`</code><script>alert(1)</script>`")]
    [InlineData("```\n</pre><script>alert(1)</script>\n```")]
    [InlineData("|a|\n|---|\n|<input onfocus=alert(1) autofocus>|")]
    public void Hostile_markdown_is_inert(string hostile)
    {
        var answer = new ChatItem.Answered { State = ReplyState.Done };
        answer.Text.Append(hostile);

        var shown = Render<ChatAnswer>(with => with.Add(view => view.Answer, answer));

        Assert.Empty(shown.FindAll("img, script, iframe, svg, form, input, button, style, [onclick], [onerror], [style]"));
        Assert.All(shown.FindAll("a[href]"), link => Assert.StartsWith("http", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public void Plain_markdown_is_kept()
    {
        var html = _markdown.Render("**bold** `code`\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |").Value;

        Assert.Contains("<strong>bold</strong>", html);
        Assert.Contains("<code>code</code>", html);
        Assert.Contains("<li>one</li>", html);
        Assert.Contains("<td>1</td>", html);
    }

    [Fact]
    public void A_link_opens_elsewhere_and_tells_nothing_of_this_page() =>
        Assert.Contains("rel=\"noopener noreferrer nofollow\"", _markdown.Render("[a](https://example.org)").Value);
}
