using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Spark.Binance.Wire;

namespace Spark.Binance.Signing;

/// <summary>
/// Parameters in the order added, percent-encoded (UTF-8; unreserved <c>A-Z a-z 0-9 - _ . ~</c> as they are), ready to be sent
/// as a query or a form body. Encoding comes before signing: what is signed is what travels.
/// </summary>
public sealed class RequestQuery
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8);

    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    /// <summary>The encoded parameters so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>The same, for a body that outlives this call; adding more afterwards is an error.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.WrittenMemory;

    public RequestQuery Add(string name, string value)
    {
        Name(name);
        Span<byte> utf8 = stackalloc byte[256];
        var bytes = Encoding.UTF8.GetMaxByteCount(value.Length) <= utf8.Length
            ? utf8[..Encoding.UTF8.GetBytes(value, utf8)]
            : Encoding.UTF8.GetBytes(value);
        Escaped(bytes);
        return this;
    }

    public RequestQuery Add(string name, long value)
    {
        Name(name);
        Utf8Formatter.TryFormat(value, _buffer.GetSpan(20), out var written);
        _buffer.Advance(written);
        return this;
    }

    public RequestQuery Add(string name, decimal value)
    {
        Name(name);
        _buffer.Advance(WireDecimal.Write(value, _buffer.GetSpan(WireDecimal.MaxLength)));
        return this;
    }

    /// <summary>Appends the signature of everything before it; it has to stay last.</summary>
    public RequestQuery Sign(RequestSigner signer)
    {
        Span<byte> hex = stackalloc byte[RequestSigner.SignatureLength];
        signer.Sign(Written, hex);
        Name("signature");
        _buffer.Write(hex);
        return this;
    }

    /// <summary>The parameters as text. It holds the signature once signed: for the wire, not for a log.</summary>
    public string ToQuery() => Encoding.ASCII.GetString(Written);

    private void Name(string name)
    {
        if (_buffer.WrittenCount > 0) _buffer.Write("&"u8);
        Encoding.ASCII.GetBytes(name, _buffer);
        _buffer.Write("="u8);
    }

    private void Escaped(ReadOnlySpan<byte> value)
    {
        while (value.IndexOfAnyExcept(Unreserved) is >= 0 and var at)
        {
            _buffer.Write(value[..at]);
            var span = _buffer.GetSpan(3);
            span[0] = (byte)'%';
            Convert.TryToHexString(value.Slice(at, 1), span[1..], out _);
            _buffer.Advance(3);
            value = value[(at + 1)..];
        }
        _buffer.Write(value);
    }
}
