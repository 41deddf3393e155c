using System.Text.Json;

namespace Spark.Executor.Http;

/// <summary>Who pressed the button, as the confirmation page tells it.</summary>
internal static class Confirmer
{
    private const string Default = "person:confirmation page";

    public static bool TryRead(JsonElement body, out string confirmer)
    {
        confirmer = Default;
        if (body.ValueKind == JsonValueKind.Undefined) return true;
        if (body.ValueKind != JsonValueKind.Object) return false;
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name != "confirmer" || member.Value.ValueKind != JsonValueKind.String) return false;
            var name = member.Value.GetString()!;
            if (name.Length is 0 or > 64 || name.Any(char.IsControl)) return false;
            confirmer = "person:" + name;
        }
        return true;
    }
}
