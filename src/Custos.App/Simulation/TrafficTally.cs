using Custos.Records;

namespace Custos.App.Simulation;

/// <summary>What became of the traffic so far? Counts and latencies, added up while requests run.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TrafficTally
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _byVerdict = new(StringComparer.Ordinal);
    private readonly List<double> _milliseconds = [];
    private long _harmless, _harmlessStopped, _harmful, _harmfulStopped, _failed;

    /// <summary>Counts one answer.</summary>
    /// <param name="verdict">The verdict's name.</param>
    /// <param name="isHarmful">The truth, which the simulation knows; null where it does not.</param>
    /// <param name="latency">From sending to the whole answer.</param>
    public void Count(string verdict, bool? isHarmful, TimeSpan latency)
    {
        var stopped = verdict is "block" or "hold";
        lock (_gate)
        {
            _byVerdict[verdict] = _byVerdict.GetValueOrDefault(verdict) + 1;
            _milliseconds.Add(latency.TotalMilliseconds);
            if (isHarmful == true)
            {
                _harmful++;
                _harmfulStopped += stopped ? 1 : 0;
            }
            else if (isHarmful == false)
            {
                _harmless++;
                _harmlessStopped += stopped ? 1 : 0;
            }
        }
    }

    /// <summary>Counts one request that got no decision.</summary>
    public void CountFailure()
    {
        lock (_gate)
        {
            _failed++;
        }
    }

    public TrafficSummary Summarise()
    {
        lock (_gate)
        {
            _milliseconds.Sort();
            return new TrafficSummary(
                new Dictionary<string, long>(_byVerdict, StringComparer.Ordinal),
                _milliseconds.Count,
                _failed,
                _harmless == 0 ? null : Estimate.OfRate(_harmlessStopped, _harmless),
                _harmful == 0 ? null : Estimate.OfRate(_harmfulStopped, _harmful),
                NearestRank(0.50),
                NearestRank(0.99));
        }
    }

    private double? NearestRank(double share) => _milliseconds.Count == 0 ? null : _milliseconds[(int)Math.Ceiling(share * _milliseconds.Count) - 1];
}

/// <summary>What became of the traffic?</summary>
/// <param name="ByVerdict">Decisions by verdict.</param>
/// <param name="Decided">Requests that got a decision.</param>
/// <param name="Failed">Requests that got none.</param>
/// <param name="HarmlessStopped">The share of harmless texts that were blocked or held; null when the truth is not known or none came.</param>
/// <param name="HarmfulStopped">The share of harmful texts that were blocked or held; null when the truth is not known or none came.</param>
/// <param name="MedianMilliseconds">The median latency, by nearest rank; null before the first answer.</param>
/// <param name="P99Milliseconds">The 99th percentile, by nearest rank; null before the first answer.</param>
internal sealed record TrafficSummary(
    IReadOnlyDictionary<string, long> ByVerdict,
    long Decided,
    long Failed,
    Estimate? HarmlessStopped,
    Estimate? HarmfulStopped,
    double? MedianMilliseconds,
    double? P99Milliseconds);
