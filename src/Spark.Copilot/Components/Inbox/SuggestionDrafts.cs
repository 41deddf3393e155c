using System.Globalization;
using Microsoft.AspNetCore.Components;
using Spark.Copilot.Components.Chat;
using Spark.Copilot.Hosting;
using Spark.Copilot.Suggestions;

namespace Spark.Copilot.Components.Inbox;

/// <summary>What a page does with a suggestion: its words, its draft as a card in the chat, dismissing it.</summary>
internal sealed class SuggestionDrafts(SuggestionDesk desk, ChatSession session, NavigationManager navigation)
{
    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public SuggestionWords WordsOf(Suggestion suggestion) => SuggestionWords.Of(desk.ToJson(suggestion, Language));

    public static bool HasDraft(Suggestion suggestion) => suggestion.Seen.Draft is not null;

    /// <summary>Puts the draft before the person as a card; nothing is run. On a page without a chat the way leads to one.</summary>
    public void Make(Suggestion suggestion)
    {
        if (desk.CardOf(suggestion, Language) is not { } card) return;
        session.Offer(CardEdits.FromSuggestion(card));
        var path = new Uri(navigation.Uri).AbsolutePath;
        if (path is not (PageRoutes.Home or PageRoutes.Lab)) navigation.NavigateTo(PageRoutes.Home);
    }

    public void Dismiss(Suggestion suggestion) => desk.Dismiss(suggestion.Id);
}
