using System.Collections.Immutable;
using Spark.Simulator.Faults;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>Which sockets want which stream. A stream's name is the market stream's, or a listen key.</summary>
internal sealed class StreamHub
{
    private readonly Lock _gate = new();
    private readonly HashSet<StreamSocket> _sockets = [];
    private ImmutableDictionary<string, ImmutableArray<StreamSocket>> _wanted =
        ImmutableDictionary.Create<string, ImmutableArray<StreamSocket>>(StringComparer.Ordinal);

    public StreamHub(FaultPlan faults) => faults.Struck += Strike;

    /// <summary>Who wants what; another object after every change.</summary>
    public ImmutableDictionary<string, ImmutableArray<StreamSocket>> Wanted => Volatile.Read(ref _wanted);

    public ImmutableArray<StreamSocket> Subscribers(string stream) =>
        Volatile.Read(ref _wanted).TryGetValue(stream, out var sockets) ? sockets : [];

    public void Join(StreamSocket socket)
    {
        lock (_gate) _sockets.Add(socket);
    }

    public void Leave(StreamSocket socket)
    {
        lock (_gate)
        {
            _sockets.Remove(socket);
            foreach (var (stream, sockets) in _wanted)
            {
                if (sockets.Contains(socket)) Set(stream, sockets.Remove(socket));
            }
        }
    }

    public void Subscribe(StreamSocket socket, string stream)
    {
        lock (_gate)
        {
            var sockets = Subscribers(stream);
            if (!sockets.Contains(socket)) Set(stream, sockets.Add(socket));
        }
    }

    public void Unsubscribe(StreamSocket socket, string stream)
    {
        lock (_gate) Set(stream, Subscribers(stream).Remove(socket));
    }

    /// <summary>Cuts every socket.</summary>
    public void CutAll() => ForEach(new FaultRule(FaultKind.CutSockets), static socket => socket.Cut());

    private void Strike(FaultRule rule)
    {
        switch (rule.Kind)
        {
            case FaultKind.CutSockets or FaultKind.Maintenance:
                ForEach(rule, static socket => socket.Cut());
                break;
            case FaultKind.HalfOpenSocket:
                ForEach(rule, static socket => socket.Freeze());
                break;
            case FaultKind.GarbageFrame:
                ForEach(rule, static socket => socket.Inject(BrokenFrames.Garbage));
                break;
            case FaultKind.OversizedFrame:
                var frame = BrokenFrames.Oversized(rule.Bytes);
                ForEach(rule, socket => socket.Inject(frame));
                break;
        }
    }

    private void ForEach(FaultRule rule, Action<StreamSocket> act)
    {
        StreamSocket[] sockets;
        lock (_gate) sockets = [.. _sockets];
        foreach (var socket in sockets)
        {
            if (rule.Hits(socket.IsUser, socket.IsPublic)) act(socket);
        }
    }

    private void Set(string stream, ImmutableArray<StreamSocket> sockets) =>
        Volatile.Write(ref _wanted, sockets.IsEmpty ? _wanted.Remove(stream) : _wanted.SetItem(stream, sockets));
}
