
namespace Custos.Statistics.Scores;

/// <summary>When the model says 70 %, is it 70 %? Stated probabilities in bins, with what happened in each.</summary>
public sealed record ReliabilityCurve
{
    private const int MostBins = 1_000_000;

    private ReliabilityCurve()
    {
    }

    /// <summary>The bins that have rows, from low to high.</summary>
    public required IReadOnlyList<ReliabilityBin> Bins { get; init; }

    /// <summary>All rows.</summary>
    public required long Count { get; init; }

    /// <summary>The expected calibration error: the mean |gap| of the bins, weighted by their rows, in [0, 1].</summary>
    public required double ExpectedError { get; init; }

    /// <summary>The largest |gap| of any bin, in [0, 1].</summary>
    public required double MaximumError { get; init; }

    /// <summary>About what <see cref="ExpectedError"/> would be for a perfectly calibrated model on as many rows, by chance alone.</summary>
    /// <remarks>Each bin's gap is then about normal with variance Σ p (1 − p) / n², whose mean absolute value is √(2/π) standard deviations.</remarks>
    public required double ErrorByChance { get; init; }

    /// <summary>The curve over bins of equal width, (k/B, (k+1)/B], with 0 in the first.</summary>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, a probability is outside [0, 1], or a label is neither 0 nor 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one bin, or more than a million.</exception>
    public static ReliabilityCurve OfEqualWidth(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels, int bins = 10)
    {
        Check(probabilities, labels, bins);
        var tallies = new Tally[bins];
        for (var i = 0; i < labels.Length; i++) tallies[BinOf(probabilities[i], bins)].Add(probabilities[i], labels[i]);
        for (var k = 0; k < bins; k++)
        {
            tallies[k].Lower = (double)k / bins;
            tallies[k].Upper = (double)(k + 1) / bins;
        }

        return Summarize(tallies, labels.Length);
    }

    /// <summary>The curve over bins of equal numbers of rows, after a stable sort by probability; the first bins have one row more where they do not divide.</summary>
    /// <inheritdoc cref="OfEqualWidth" path="/exception"/>
    public static ReliabilityCurve OfEqualMass(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels, int bins = 10)
    {
        Check(probabilities, labels, bins);
        var order = RadixSort.Order(probabilities);
        var tallies = new Tally[bins];
        var at = 0;
        for (var k = 0; k < bins; k++)
        {
            var size = order.Length / bins + (k < order.Length % bins ? 1 : 0);
            for (var i = 0; i < size; i++, at++) tallies[k].Add(probabilities[order[at]], labels[order[at]]);
            if (size == 0) continue;
            tallies[k].Lower = probabilities[order[at - size]];
            tallies[k].Upper = probabilities[order[at - 1]];
        }

        return Summarize(tallies, labels.Length);
    }

    /// <summary>In which bin (k/B, (k+1)/B] does p lie? Compared with the edges themselves: 0.7 × 10 is above 7 in doubles.</summary>
    internal static int BinOf(double p, int bins)
    {
        var k = Math.Clamp((int)(p * bins), 0, bins - 1);
        while (k > 0 && p <= (double)k / bins) k--;
        while (k < bins - 1 && p > (double)(k + 1) / bins) k++;
        return k;
    }

    private static void Check(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels, int bins)
    {
        Require.Probabilities(probabilities, nameof(probabilities));
        Require.SameLength(probabilities.Length, labels.Length, nameof(labels));
        Require.Labels(labels, nameof(labels));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, MostBins);
    }

    private static ReliabilityCurve Summarize(Tally[] tallies, int count)
    {
        double expected = 0, maximum = 0, chance = 0;
        var bins = new List<ReliabilityBin>();
        foreach (var tally in tallies)
        {
            if (tally.Count == 0) continue;
            var bin = new ReliabilityBin(tally.Lower, tally.Upper, tally.Count, tally.Positives, tally.Sum / tally.Count);
            bins.Add(bin);
            expected += tally.Count * Math.Abs(bin.Gap);
            maximum = Math.Max(maximum, Math.Abs(bin.Gap));
            chance += Math.Sqrt(2 / Math.PI * tally.Variance);
        }

        return new ReliabilityCurve
        {
            Bins = bins, Count = count, ExpectedError = expected / count, MaximumError = maximum, ErrorByChance = chance / count,
        };
    }

    private struct Tally
    {
        public double Lower;
        public double Upper;
        public long Count;
        public long Positives;
        public double Sum;
        public double Variance;

        public void Add(double probability, sbyte label)
        {
            Count++;
            Positives += label;
            Sum += probability;
            Variance += probability * (1 - probability);
        }
    }
}
