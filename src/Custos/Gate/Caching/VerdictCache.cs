using Custos.Gate.Traffic;
using Custos.Records;

namespace Custos.Gate.Caching;

/// <summary>What was decided on such a message before, by the same bundle?</summary>
/// <remarks>
/// A remembered decision says so in its observations, and shows the tiers that the first one went through, each with 0 microseconds, so that a
/// replay, which goes through them, comes to the same record. Thread-safe.
/// </remarks>
internal sealed class VerdictCache(long maxBytes)
{
    private const int DecisionBytes = 400;
    private const int FindingBytes = 400;
    private const int BucketBytes = 64;

    private static readonly Observation Remembered = new("verdict cache", "hit");

    private readonly BoundedCache<Decision> _decisions = new(maxBytes);

    public CacheState State => _decisions.State;

    public bool IsOn => _decisions.IsOn;

    /// <summary>The decision of before, as one on this message at this time; null where there is none.</summary>
    public Decision? Find(UInt128 key, Guid exchangeId, Message message, DateTimeOffset at) => _decisions.Find(key) is { } known
        ? new Decision(Event.NewId(at), at)
        {
            ExchangeId = exchangeId,
            Direction = known.Direction,
            Verdict = known.Verdict,
            Findings = known.Findings,
            Buckets = known.Buckets,
            BundleId = known.BundleId,
            Tiers = known.Tiers,
            Observations = known.Observations,
            ElapsedMicroseconds = 0,
            DeadlineMilliseconds = (int)message.Deadline.TotalMilliseconds,
        }
        : null;

    /// <summary>Remembers a decision, where it rests on nothing but message and bundle.</summary>
    public void Add(UInt128 key, Decision decision)
    {
        if (decision.Observations.Any(static seen => seen != ObservedValue.WantedAll)) return;
        var evidence = 1 + decision.Findings.Sum(static finding => 1 + (finding.Because?.Evidence.Length ?? 0));
        _decisions.Add(
            key,
            decision with { Tiers = [.. decision.Tiers.Select(time => time with { Microseconds = 0 })], Observations = decision.Observations.Add(Remembered) },
            DecisionBytes + (FindingBytes * evidence) + (BucketBytes * decision.Buckets.Length));
    }

    /// <summary>Says of a decision that was made again what its record says of where it came from.</summary>
    public static Decision AsRecorded(Decision again, Decision recorded) =>
        recorded.Observations.Contains(Remembered) ? again with { Observations = again.Observations.Add(Remembered) } : again;
}
