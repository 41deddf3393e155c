using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Spark.Copilot.Conversation;
using Spark.Copilot.Engines;
using Spark.Copilot.Language;
using Spark.Copilot.Plugins;

namespace Spark.Copilot.Agent;

/// <summary>One message being answered.</summary>
internal sealed class Turn
{
    public required Heard Heard { get; init; }

    public required ChatHistory History { get; init; }

    public required Engine Engine { get; set; }

    /// <summary>Whether the order that the last turn left open was proposed as a real one.</summary>
    public required bool OpenOrderIsLive { get; init; }

    /// <summary>Whether the brake may run for this person.</summary>
    public required bool MayAct { get; init; }

    /// <summary>Begins the names of this turn's cards.</summary>
    public required string CardPrefix { get; init; }

    /// <summary>What the person said in earlier messages of the window.</summary>
    public required Func<List<Spoken>> Earlier { get; init; }

    public List<ActionCard> Cards { get; } = [];

    public Clarification? Clarification { get; set; }

    public Refusal? Refusal { get; set; }

    /// <summary>What the engine said last; empty: Spark phrases the reply.</summary>
    public string Said { get; set; } = "";

    /// <summary>What was told while it came.</summary>
    public System.Text.StringBuilder Streamed { get; } = new();

    /// <summary>Sentences of Spark's own, such as the fall-back.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Text from outside has been read: nothing live is offered any more.</summary>
    public bool Tainted { get; set; }

    public int Calls { get; set; }

    public SpokenLanguage Language => Heard.Language;

    /// <summary>What the round under way was offered: calls of one round were planned before any of their results was read.</summary>
    public IReadOnlyList<KernelFunction> OfferedInRound { get; set; } = [];

    /// <summary>What the engine may call now.</summary>
    public IReadOnlyList<KernelFunction> Offered => Offer.For(Tainted);
}
