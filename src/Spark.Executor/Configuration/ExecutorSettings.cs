using Spark.Binance;
using Spark.Domain.Accounts;
using Spark.Executor.Security;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;

namespace Spark.Executor;

/// <summary>Everything that the executor is told from outside, read once at start and validated.</summary>
public sealed record ExecutorSettings
{
    /// <summary>Addresses to listen on.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>Decided by the hosts in use.</summary>
    public required Venue Venue { get; init; }

    public required BinanceEndpoints Exchange { get; init; }

    public required BinanceCredentials Credentials { get; init; }

    /// <summary>Whether no keys were given, so that the embedded exchange is used.</summary>
    public required bool UsesEmbeddedExchange { get; init; }

    /// <summary>Hosts that a person vouched for as test hosts.</summary>
    public required IReadOnlyList<string> TestHosts { get; init; }

    public required RiskLimits Limits { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>Keys of callers; empty: whoever is on this machine is the person.</summary>
    public required IReadOnlyList<NamedKey> ApiKeys { get; init; }

    public required ServiceKeys ServiceKeys { get; init; }

    public required ConfirmationMode Confirmation { get; init; }

    /// <summary>The copilot's first address: where confirmation pages are.</summary>
    public required Uri Copilot { get; init; }

    /// <summary>Close everything when the daily limit is hit.</summary>
    public required bool FlattenOnLoss { get; init; }

    /// <summary>What canaries are held to.</summary>
    public Guardrails.Canary.CanaryBounds Canary { get; init; } = Spark.Guardrails.Canary.CanaryBounds.Default;

    public Notifications.NotificationSettings Notifications { get; init; } = Executor.Notifications.NotificationSettings.None;

    /// <summary>Rules of the automatic actions.</summary>
    public Guardrails.Automation.GuardrailRules Guardrails { get; init; } = Spark.Guardrails.Automation.GuardrailRules.BuiltIn;

    /// <summary>The file that they come from, which may change meanwhile; null: the built-in ones.</summary>
    public string? GuardrailsFile { get; init; }

    /// <summary>Where they were read from, for those that may change meanwhile; null: nothing is read again.</summary>
    public Contracts.Configuration.SettingsSource? Source { get; init; }

    /// <summary>Records between two checkpoints of the journal.</summary>
    public long CheckpointEvery { get; init; } = Account.Outbox.CheckpointEvery;

    /// <summary>Seconds of the exchange's dead-man timer; 0 is off.</summary>
    public required int CountdownCancelSeconds { get; init; }
}
