using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Spark.Guardrails.Actions;

namespace Spark.Executor.Http;

/// <summary>Describes the action endpoints from the catalogue itself, so that the description can't drift from what is accepted.</summary>
internal static class CatalogueDescriptions
{
    private const string Json = "application/json";

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var path = "/" + context.Description.RelativePath?.TrimStart('/');
        if (path == "/actions") operation.RequestBody = Body(Envelopes(), context.Document);
        else if (ActionCatalogue.TryFind(path, out var action)) Describe(operation, action, context.Document);
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiOperation operation, ActionDefinition action, OpenApiDocument? document)
    {
        var schema = action.Schema;
        if (action.Method == "POST")
        {
            operation.RequestBody = Body(schema, document);
            return;
        }
        var required = schema["required"] is JsonArray names ? names.Select(name => name!.GetValue<string>()).ToHashSet() : [];
        operation.Parameters = [.. (schema["properties"] as JsonObject ?? []).Select(property => new OpenApiParameter
        {
            Name = property.Key,
            In = ParameterLocation.Query,
            Required = required.Contains(property.Key),
            Schema = Schema(property.Value!, document),
        })];
    }

    private static OpenApiRequestBody Body(JsonNode schema, OpenApiDocument? document) => new()
    {
        Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = Schema(schema, document) } },
    };

    private static JsonObject Envelopes() => new() { ["oneOf"] = new JsonArray([.. ActionCatalogue.All.Select(JsonNode? (action) => action.EnvelopeSchema)]) };

    private static OpenApiSchema? Schema(JsonNode schema, OpenApiDocument? document) => OpenApiModelFactory.Parse<OpenApiSchema>(
        schema.ToJsonString(JsonSerializerOptions.Default), OpenApiSpecVersion.OpenApi3_1, document ?? new OpenApiDocument(), out _);
}
