using System.Collections.Concurrent;

namespace Custos.App.Proxy;

/// <summary>May this key ask again already? Requests and tokens a minute, refilled evenly.</summary>
/// <remarks>
/// A bucket holds a minute's worth. Tokens are taken once they are known, so that a bucket may go below nothing; then nobody
/// is let in until it is filled up again. Thread-safe.
/// </remarks>
internal sealed class RateLimits(int? requestsPerMinute, int? tokensPerMinute, TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<string, Buckets> _keys = new(StringComparer.Ordinal);

    /// <summary>Lets a request in, or says how long to wait and for what.</summary>
    /// <param name="key">Whose; keys that exist, so that there are not too many.</param>
    public Refusal? Enter(string key)
    {
        if (requestsPerMinute is null && tokensPerMinute is null) return null;
        var buckets = Of(key);
        lock (buckets)
        {
            Fill(buckets);
            if (requestsPerMinute is { } requests && buckets.Requests < 1) return new Refusal("requests", requests, TimeSpan.FromMinutes((1 - buckets.Requests) / requests));
            if (tokensPerMinute is { } tokens && buckets.Tokens < 1) return new Refusal("tokens", tokens, TimeSpan.FromMinutes((1 - buckets.Tokens) / tokens));
            buckets.Requests--;
            return null;
        }
    }

    /// <summary>Takes what a call has used.</summary>
    public void Use(string key, int tokens)
    {
        if (tokensPerMinute is null) return;
        var buckets = Of(key);
        lock (buckets)
        {
            Fill(buckets);
            buckets.Tokens -= tokens;
        }
    }

    private Buckets Of(string key) => _keys.GetOrAdd(key, _ => new Buckets { Requests = requestsPerMinute ?? 0, Tokens = tokensPerMinute ?? 0, FilledAt = timeProvider.GetTimestamp() });

    private void Fill(Buckets buckets)
    {
        var now = timeProvider.GetTimestamp();
        var minutes = timeProvider.GetElapsedTime(buckets.FilledAt, now).TotalMinutes;
        buckets.FilledAt = now;
        buckets.Requests = Math.Min(requestsPerMinute ?? 0, buckets.Requests + minutes * (requestsPerMinute ?? 0));
        buckets.Tokens = Math.Min(tokensPerMinute ?? 0, buckets.Tokens + minutes * (tokensPerMinute ?? 0));
    }

    private sealed class Buckets
    {
        public double Requests { get; set; }

        public double Tokens { get; set; }

        public long FilledAt { get; set; }
    }
}

/// <summary>A key has used up what it may.</summary>
/// <param name="What">requests or tokens.</param>
/// <param name="PerMinute">The limit.</param>
/// <param name="RetryAfter">When one more will be let in.</param>
internal sealed record Refusal(string What, int PerMinute, TimeSpan RetryAfter);
