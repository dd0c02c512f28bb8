using System.Collections.Immutable;
using Custos.Records;

namespace Custos.App.Simulation.Traffic;

/// <summary>What does the gate say of a simulated question? It misses some harm and stops some innocence, as gates do.</summary>
internal static class SimulatedGate
{
    private const string Bundle = "51a0c7d5e2f849b36c0d8a7e91f4b2635d7c8e9fa0b1c2d3e4f5061728394a5b";
    private const double Threshold = 0.5;

    private static readonly Verdict Allowed = new Verdict.Allow();
    private static readonly Verdict LateUnknown = new Verdict.Unknown(FailureClass.Timeout, Fallback.Allow);

    // The name of the pattern that finds it, and how hard the rule is.
    private static readonly (string Rule, string Pattern)[] Injections = [("override", "ignore-instructions"), ("override", "new-instructions"), ("leak", "print-prompt"), ("template", "do-anything-now"), ("quoted", "in-quotes")];

    /// <param name="bucket">The harm that the question does; null for none.</param>
    /// <param name="random">Chance.</param>
    public static Verdict Say(string? bucket, TrafficRandom random)
    {
        var luck = random.NextDouble();
        if (luck < 0.0008) return LateUnknown;
        if (bucket is null) return luck < 0.9975 ? Allowed : Scored(Phrases.Buckets[random.Below(2)], 0.5 + (0.1 * random.NextDouble()), random);
        if (luck < 0.07) return Allowed;
        return bucket == "prompt_injection" ? Injection(random) : Scored(bucket, 0.55 + (0.44 * random.NextDouble()), random);
    }

    /// <summary>The decision on the input of an exchange.</summary>
    public static Decision Decide(Guid id, Exchange exchange, Verdict verdict, TrafficRandom random)
    {
        var score = verdict.Because?.Evidence.OfType<Evidence.Score>().FirstOrDefault();
        var buckets = ImmutableArray.CreateBuilder<BucketScore>(Phrases.Buckets.Count);
        foreach (var bucket in Phrases.Buckets)
        {
            var value = score?.Label == bucket ? score.Value : new Probability(Math.Pow(random.NextDouble(), 6) * Threshold);
            buckets.Add(new BucketScore(bucket, value, new Probability(Threshold), Certified: true));
        }

        return new Decision(id, exchange.At)
        {
            ExchangeId = exchange.Id,
            Direction = Direction.Input,
            Verdict = verdict,
            Buckets = verdict is Verdict.Unknown ? [] : buckets.MoveToImmutable(),
            BundleId = Bundle,
            ElapsedMicroseconds = verdict is Verdict.Unknown ? 150_000 : (long)random.NextLognormal(900, 0.5),
            DeadlineMilliseconds = 150,
        };
    }

    private static Verdict Injection(TrafficRandom random)
    {
        var (rule, pattern) = random.Pick(Injections);
        var reason = new Reason("prompt-injection", rule, [new Evidence.Match("pattern", pattern, 0, "raw", random.Below(20), 12 + random.Below(30))]);
        return rule switch { "quoted" => new Verdict.Flag(reason), "leak" => new Verdict.Hold(reason), _ => new Verdict.Block(reason) };
    }

    private static Verdict Scored(string bucket, double value, TrafficRandom random)
    {
        var reason = new Reason("harms", bucket, [new Evidence.Score(bucket, new Probability(value), new Probability(Threshold), Certified: true)]);
        return random.NextDouble() switch { < 0.65 => new Verdict.Block(reason), < 0.85 => new Verdict.Hold(reason), _ => new Verdict.Flag(reason) };
    }
}
