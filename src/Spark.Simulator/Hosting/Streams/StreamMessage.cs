namespace Spark.Simulator.Hosting.Streams;

/// <summary>One event of one stream, in its raw and its combined form.</summary>
internal sealed class StreamMessage(string stream, string eventType, byte[] raw, bool droppable)
{
    private byte[]? _combined;

    public string Stream => stream;

    /// <summary>The event's <c>e</c>, which a user stream may filter by.</summary>
    public string EventType => eventType;

    public StreamFrame Raw => new(raw, droppable);

    /// <summary>Wrapped as <c>{"stream":…,"data":…}</c>.</summary>
    public StreamFrame Combined => new(_combined ??= WireWriting.Json((stream, raw), static (writer, message) =>
    {
        writer.WriteStartObject();
        writer.WriteString("stream", message.stream);
        writer.WritePropertyName("data");
        writer.WriteRawValue(message.raw, skipInputValidation: true);
        writer.WriteEndObject();
    }), droppable);
}
