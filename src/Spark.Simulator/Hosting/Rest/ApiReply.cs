using System.Text;
using System.Text.Json;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>A finished answer: HTTP status and JSON.</summary>
internal sealed record ApiReply(int Status, ReadOnlyMemory<byte> Body)
{
    public static readonly ApiReply Empty = new(200, "{}"u8.ToArray());

    public static readonly ApiReply Success = new(200, """{"code":200,"msg":"success"}"""u8.ToArray());

    public static ApiReply Ok<T>(T state, Action<Utf8JsonWriter, T> write) => new(200, WireWriting.Json(state, write));

    public static ApiReply Refused(Rejection rejection) => Error(rejection.Status, rejection.Code, rejection.Message);

    public static ApiReply Error(int status, int code, string message) => new(status, WireWriting.Json((code, message), static (writer, x) =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("code", x.code);
        writer.WriteString("msg", x.message);
        writer.WriteEndObject();
    }));

    public override string ToString() => Encoding.UTF8.GetString(Body.Span);
}
