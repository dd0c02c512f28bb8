namespace Custos.Statistics.Bootstrap;

/// <summary>How is a bootstrap to be run?</summary>
public sealed record BootstrapOptions
{
    /// <summary>How often rows are drawn anew, at least 100. A 95 % interval wants some thousands.</summary>
    public int Resamples { get; init; } = 10_000;

    /// <summary>The confidence, inside (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The same seed gives the same answer, on any number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Check() => Check(Resamples, Confidence);

    private static void Check(int resamples, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        Require.Inside01(confidence, nameof(confidence));
    }
}
