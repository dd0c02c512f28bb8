using System.Collections.Immutable;

namespace Custos.Gate.Caching;

/// <summary>How did a signal score this text before? Known for all bundles alike, so that a candidate beside the serving bundle scores nothing again.</summary>
/// <remarks>Bounded in bytes; thread-safe. A system prompt that comes with every message is scored once.</remarks>
public sealed class ScoreCache
{
    private const int ArrayBytes = 48;

    private readonly BoundedCache<Scores> _scores;

    /// <param name="maxBytes">About how much it may take; below 1 it remembers nothing.</param>
    public ScoreCache(long maxBytes) => _scores = new BoundedCache<Scores>(maxBytes);

    /// <summary>How often did it know, and how full is it?</summary>
    public CacheState State => _scores.State;

    /// <summary>The same signal, which remembers; itself where it reads more than texts, or the cache is off.</summary>
    public Signal Before(Signal signal) => signal.ReadsTextAlone && _scores.IsOn ? new Remembering(signal, this) : signal;

    private static UInt128 KeyOf(Signal signal, ScoredText text)
    {
        var key = CacheKey.Begin("scores");
        key.Add(signal.ContentAddress);
        key.Add(text.Readings.Length);
        foreach (var reading in text.Readings) key.Add(reading);
        return key.End();
    }

    private sealed class Scores(ImmutableArray<double> values)
    {
        public ImmutableArray<double> Values => values;
    }

    private sealed class Remembering(Signal signal, ScoreCache cache) : Signal
    {
        public override string Name => signal.Name;

        public override string ContentAddress => signal.ContentAddress;

        public override ImmutableArray<Policy.Conditions.KnownLabel> Labels => signal.Labels;

        public override bool ReadsTextAlone => true;

        public override ImmutableArray<string> Warnings => signal.Warnings;

        public override bool IsImmediateFor(ScoredText text) => signal.IsImmediateFor(text);

        public override async ValueTask<ImmutableArray<double>> ScoreAsync(ScoredText text, CancellationToken cancellationToken)
        {
            var key = KeyOf(signal, text);
            if (cache._scores.Find(key) is { } known) return known.Values;
            var scores = await signal.ScoreAsync(text, cancellationToken);
            cache._scores.Add(key, new Scores(scores), ArrayBytes + (sizeof(double) * scores.Length));
            return scores;
        }
    }
}
