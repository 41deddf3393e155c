using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>Symbols by their UTF-8 spelling, so that a message names one without making a string. Readers never wait.</summary>
public sealed class SymbolTable
{
    private readonly Lock _growing = new();
    private Dictionary<byte[], Symbol> _known = new(Utf8Comparer.Instance);

    public void Add(IEnumerable<Symbol> symbols)
    {
        lock (_growing)
        {
            var grown = new Dictionary<byte[], Symbol>(_known, Utf8Comparer.Instance);
            foreach (var symbol in symbols) grown[Encoding.UTF8.GetBytes(symbol.Value)] = symbol;
            Volatile.Write(ref _known, grown);
        }
    }

    public bool TryGet(ReadOnlySpan<byte> utf8, out Symbol symbol) =>
        Volatile.Read(ref _known).GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(utf8, out symbol);

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Utf8Comparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x is null ? y is null : y is not null && x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        // Symbols are told apart by their ends: no need to mix every byte. The exchange's list is not an attacker's.
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            if (alternate.Length < sizeof(uint)) return alternate.Length;
            var head = BinaryPrimitives.ReadUInt32LittleEndian(alternate);
            var tail = BinaryPrimitives.ReadUInt32LittleEndian(alternate[^sizeof(uint)..]);
            var middle = BinaryPrimitives.ReadUInt32LittleEndian(alternate[((alternate.Length - sizeof(uint)) / 2)..]);
            return (int)((head * 0x9E3779B1u) ^ (tail * 0x85EBCA77u) ^ (middle * 0xC2B2AE3Du) ^ (uint)alternate.Length);
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
