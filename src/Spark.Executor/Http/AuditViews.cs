using System.Text.Json.Nodes;
using Spark.Contracts;
using Spark.Executor.Journal;

namespace Spark.Executor.Http;

/// <summary>Journal records in the contract's words. Hashes of used tokens stay inside.</summary>
internal static class AuditViews
{
    private static readonly string[] Inside = ["kind", "at", "actor", "tokenHash"];

    public static AuditRecordView Of(JournalRecord record)
    {
        var data = JsonNode.Parse(record.Data)!.AsObject();
        foreach (var name in Inside) data.Remove(name);
        return new AuditRecordView { Seq = record.Seq, At = record.At, Kind = record.Kind, Actor = record.Actor, Data = data, Hash = record.Hash };
    }
}
