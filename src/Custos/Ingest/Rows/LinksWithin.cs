using System.Buffers.Binary;
using Custos.Ingest.Messages;
using Custos.Records;
using Custos.Records.Telemetry;

namespace Custos.Ingest.Rows;

/// <summary>Which model call does a tool's run or a retrieval belong to, as far as one request tells?</summary>
/// <remarks>
/// Senders tell the span around it, which is the call or what holds both. A tool runs after the call that asked for it, a retrieval before the call
/// that uses it. What another request holds is found by the key.
/// </remarks>
internal sealed class LinksWithin
{
    private readonly List<SpanPlace> _calls = [];
    private readonly List<(SpanPlace Place, int Event)> _waiting = [];

    public void AddCall(in SpanPlace call) => _calls.Add(call);

    /// <param name="place">Of the tool's run or the retrieval.</param>
    /// <param name="index">Of its event.</param>
    public void AddWaiting(in SpanPlace place, int index) => _waiting.Add((place, index));

    /// <summary>Puts the call's identifier into every event that waits for one, where there is one.</summary>
    public void Join(List<Event> events)
    {
        if (_waiting.Count == 0 || _calls.Count == 0) return;
        var own = _calls.GroupBy(static call => (call.Trace, call.Span)).ToDictionary(static same => same.Key, static same => same.First().Id);
        var beside = _calls.Where(static call => call.Parent != 0).GroupBy(static call => (call.Trace, call.Parent)).ToDictionary(static same => same.Key, static same => same.OrderBy(static call => call.Start).ToArray());
        foreach (var (place, index) in _waiting)
        {
            var key = (place.Trace, place.Parent);
            Guid? around = own.TryGetValue(key, out var id) ? id : null;
            var near = beside.GetValueOrDefault(key, []);
            events[index] = events[index] switch
            {
                Exchange tool when (around ?? LastBefore(near, place.Start)) is { } asking => tool with { Parent = asking },
                Retrieval retrieval when (around ?? FirstAfter(near, place.Start)) is { } user => retrieval with { ExchangeId = user },
                var alone => alone,
            };
        }
    }

    private static Guid? LastBefore(SpanPlace[] calls, ulong start) => FirstLater(calls, start) is var later and > 0 ? calls[later - 1].Id : null;

    private static Guid? FirstAfter(SpanPlace[] calls, ulong start) => FirstLater(calls, start) is var later && later < calls.Length ? calls[later].Id : null;

    // How many began at this time or before: there may be very many, so they are not gone through.
    private static int FirstLater(SpanPlace[] calls, ulong start)
    {
        var (low, high) = (0, calls.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (calls[middle].Start <= start) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

/// <summary>Where does a span stand in its trace?</summary>
internal readonly record struct SpanPlace(UInt128 Trace, ulong Span, ulong Parent, ulong Start, Guid Id)
{
    public static SpanPlace Of(ReadOnlySpan<byte> request, SpanMessage span, Guid id) => new(
        BinaryPrimitives.ReadUInt128BigEndian(span.Trace.Of(request)),
        BinaryPrimitives.ReadUInt64BigEndian(span.Span.Of(request)),
        span.Parent.Length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(span.Parent.Of(request)) : 0,
        span.Start,
        id);
}
