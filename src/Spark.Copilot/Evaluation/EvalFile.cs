using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spark.Copilot.Evaluation;

/// <summary>Reads evaluation files.</summary>
internal static class EvalFile
{
    /// <exception cref="FormatException">A line is no case; the message names it.</exception>
    public static List<EvalCase> Read(string path)
    {
        var cases = new List<EvalCase>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                cases.Add(Parse(JsonNode.Parse(line) as JsonObject));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                throw new FormatException($"{path} line {number} is not a case: {e.Message}", e);
            }
        }
        return cases.Count > 0 ? cases : throw new FormatException($"{path} has no case.");
    }

    private static EvalCase Parse(JsonObject? json)
    {
        if (json is null || (string?)json["id"] is not { Length: > 0 } id || (string?)json["lang"] is not ("tr" or "en")) throw new FormatException("id, and lang tr or en, are needed.");
        if (json["turns"] is not JsonArray { Count: > 0 } turns || json["expect"] is not JsonObject { Count: 1 } expect) throw new FormatException("turns and one expectation are needed.");
        return new EvalCase(id, (string)json["lang"]!, [.. turns.Select(turn => (string)turn!)], expect);
    }
}
