namespace Custos.App.Simulation;

/// <summary>When do requests come? A day's rhythm with bursts, squeezed into the time that is at hand.</summary>
/// <remarks>
/// An inhomogeneous Poisson process by thinning (Lewis, Shedler 1979). The rate follows a day from night through noon to night; within a burst
/// it is <see cref="BurstFactor"/> times that, and bursts are when abuse comes.
/// </remarks>
internal sealed record TrafficShape
{
    /// <summary>How long the simulated day takes.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Requests a second, averaged over the day without its bursts.</summary>
    public double MeanPerSecond { get; init; } = 120;

    /// <summary>How much the rate swings around its mean between night and noon, as a share of the mean.</summary>
    public double Swing { get; init; } = 0.7;

    public double BurstFactor { get; init; } = 4;

    /// <summary>The bursts, as shares of the day: from, to.</summary>
    public IReadOnlyList<(double From, double To)> Bursts { get; init; } = [(0.40, 0.45), (0.72, 0.76)];

    /// <summary>Is this moment inside a burst?</summary>
    public bool IsBurst(TimeSpan at)
    {
        var share = at / Duration;
        return Bursts.Any(burst => share >= burst.From && share < burst.To);
    }

    /// <summary>Requests a second at this moment.</summary>
    public double RateAt(TimeSpan at) => MeanPerSecond * (1 - Swing * Math.Cos(2 * Math.PI * (at / Duration))) * (IsBurst(at) ? BurstFactor : 1);

    /// <summary>Every arrival of the day, in order.</summary>
    public IEnumerable<TimeSpan> Arrivals(int seed)
    {
        var random = new Random(seed);
        var highest = MeanPerSecond * (1 + Swing) * BurstFactor;
        for (var at = TimeSpan.Zero; ;)
        {
            at += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / highest);
            if (at >= Duration)
            {
                yield break;
            }

            if (random.NextDouble() * highest < RateAt(at))
            {
                yield return at;
            }
        }
    }
}
