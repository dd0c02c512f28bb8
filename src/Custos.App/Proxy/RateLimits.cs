using System.Collections.Concurrent;
using Custos.Store;

namespace Custos.App.Proxy;

/// <summary>May this key ask again already? Requests and tokens a minute, refilled evenly.</summary>
/// <remarks>
/// A bucket holds a minute's worth. Tokens are taken once they are known, so that a bucket may go below nothing; then nobody
/// is let in until it is filled up again. Thread-safe.
/// </remarks>
/// <param name="usual">What holds for keys without a limit of their own; no limit where null.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class RateLimits(KeyLimits usual, TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<string, Buckets> _keys = new(StringComparer.Ordinal);

    /// <summary>Lets a request in, or says how long to wait and for what.</summary>
    /// <param name="key">Whose; keys that exist, so that there are not too many.</param>
    /// <param name="own">The key's own limits, which may have changed since it asked last.</param>
    public Refusal? Enter(string key, KeyLimits own)
    {
        var limits = Of(own);
        if (limits is { RequestsPerMinute: null, TokensPerMinute: null }) return null;
        var buckets = BucketsOf(key);
        lock (buckets)
        {
            Fill(buckets, limits);
            if (limits.RequestsPerMinute is { } requests && buckets.Requests < 1) return new Refusal("requests", requests, TimeSpan.FromMinutes((1 - buckets.Requests.Value) / requests));
            if (limits.TokensPerMinute is { } tokens && buckets.Tokens < 1) return new Refusal("tokens", tokens, TimeSpan.FromMinutes((1 - buckets.Tokens.Value) / tokens));
            buckets.Requests--;
            return null;
        }
    }

    /// <summary>Takes what a call has used.</summary>
    public void Use(string key, KeyLimits own, int tokens)
    {
        var limits = Of(own);
        if (limits.TokensPerMinute is null) return;
        var buckets = BucketsOf(key);
        lock (buckets)
        {
            Fill(buckets, limits);
            buckets.Tokens -= tokens;
        }
    }

    private KeyLimits Of(KeyLimits own) => new(own.RequestsPerMinute ?? usual.RequestsPerMinute, own.TokensPerMinute ?? usual.TokensPerMinute);

    private Buckets BucketsOf(string key) => _keys.GetOrAdd(key, _ => new Buckets { FilledAt = timeProvider.GetTimestamp() });

    private void Fill(Buckets buckets, KeyLimits limits)
    {
        var now = timeProvider.GetTimestamp();
        var minutes = timeProvider.GetElapsedTime(buckets.FilledAt, now).TotalMinutes;
        buckets.FilledAt = now;
        buckets.Requests = Filled(buckets.Requests, limits.RequestsPerMinute, minutes);
        buckets.Tokens = Filled(buckets.Tokens, limits.TokensPerMinute, minutes);
    }

    // A limit that is new begins with a minute's worth.
    private static double? Filled(double? held, int? limit, double minutes) => limit is { } perMinute ? Math.Min(perMinute, (held ?? perMinute) + minutes * perMinute) : null;

    private sealed class Buckets
    {
        public double? Requests { get; set; }

        public double? Tokens { get; set; }

        public long FilledAt { get; set; }
    }
}

/// <summary>A key has used up what it may.</summary>
/// <param name="What">requests or tokens.</param>
/// <param name="PerMinute">The limit.</param>
/// <param name="RetryAfter">When one more will be let in.</param>
internal sealed record Refusal(string What, int PerMinute, TimeSpan RetryAfter);
