using Microsoft.Extensions.DependencyInjection.Extensions;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Conversation;

/// <summary>Registers conversations: in a file where settings name one, else in memory.</summary>
internal static class ConversationServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services, CopilotSettings settings)
    {
        services.TryAddSingleton<IConversationStore>(_ => settings.ConversationsFile is { } file ? new ConversationDatabase(file) : new MemoryConversationStore());
        services.TryAddSingleton(new SecretFilter(settings));
        return services.AddSingleton(provider => new Conversations(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SecretFilter>(),
            provider.GetRequiredService<IConversationStore>(), provider.GetRequiredService<ILogger<Conversations>>()));
    }
}
