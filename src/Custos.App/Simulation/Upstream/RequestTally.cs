using System.Collections.Concurrent;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Upstream;

/// <summary>A request as it reached the upstream.</summary>
/// <param name="Method">For instance POST.</param>
/// <param name="Target">The path, with the query as it was sent.</param>
/// <param name="Headers">Each with its value; those sent more than once, once with all their values.</param>
/// <param name="Body">Byte for byte.</param>
internal sealed record SeenRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>Null where the request has no such header.</summary>
    public string? Header(string name) => Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>Which requests did the upstream see, and how did they end? Thread-safe; the last few are kept.</summary>
internal sealed class RequestTally(int kept)
{
    private const int MostRemembered = 100_000;

    private readonly ConcurrentQueue<SeenRequest> _recent = new();
    private readonly ConcurrentDictionary<ulong, int> _attempts = new();
    private long _seen;
    private long _answered;
    private long _left;

    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>Sent to the end, errors and faults of the upstream's own included.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>The client left before the end.</summary>
    public long Left => Interlocked.Read(ref _left);

    public long InFlight => Seen - Answered - Left;

    /// <summary>The last few, the oldest first.</summary>
    public IReadOnlyList<SeenRequest> Recent => [.. _recent];

    /// <summary>Null before the first.</summary>
    public SeenRequest? Last => _recent.LastOrDefault();

    public void Saw(SeenRequest request)
    {
        Interlocked.Increment(ref _seen);
        _recent.Enqueue(request);
        while (_recent.Count > kept) _recent.TryDequeue(out _);
    }

    public void Ended(bool clientLeft) => Interlocked.Increment(ref clientLeft ? ref _left : ref _answered);

    /// <summary>How often was the same asked, this time included?</summary>
    public int Attempt(Seed seed)
    {
        if (_attempts.Count > MostRemembered) _attempts.Clear();
        return _attempts.AddOrUpdate(seed.Value, 1, (_, before) => before + 1);
    }
}
