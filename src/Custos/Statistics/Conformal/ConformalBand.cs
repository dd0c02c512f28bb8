using System.Collections.Immutable;

namespace Custos.Statistics.Conformal;

/// <summary>Between which scores does a set that holds the true answer, as often as promised, hold both "yes" and "no"?</summary>
/// <param name="Coverage">In (0, 1): of future rows with the label, and of those without, each by themselves, the share for which the true answer is not ruled out.</param>
/// <param name="Low">The lowest score at which "yes" is not ruled out.</param>
/// <param name="High">The highest score at which "no" is not ruled out; below <paramref name="Low"/> where no score leaves both.</param>
/// <param name="Positives">The rows with the label that it was calibrated on.</param>
/// <param name="Negatives">Those without.</param>
/// <remarks>
/// Split conformal prediction within each class: the promise holds for either class, however rare, if future rows are exchangeable with
/// those it was calibrated on, which the scores must not have been fitted to. Source: Vovk, Gammerman, Shafer 2005, ch. 4.
/// </remarks>
public sealed record ConformalBand(double Coverage, double Low, double High, long Positives, long Negatives)
{
    private static readonly double[] UsualCoverages = [0.8, 0.9, 0.95, 0.99];

    /// <summary>At a coverage, or null where there are too few rows of a class: it takes coverage / (1 − coverage) of each.</summary>
    /// <param name="positives">The scores of rows with the label.</param>
    /// <param name="negatives">Those of rows without.</param>
    /// <param name="coverage">In (0, 1).</param>
    /// <exception cref="ArgumentException">A class has no score, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The coverage leaves its range.</exception>
    public static ConformalBand? Of(ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives, double coverage)
    {
        Require.Inside01(coverage, nameof(coverage));

        // As "yes" a low score is strange, as "no" a high one.
        var strangeness = positives.ToArray();
        for (var row = 0; row < strangeness.Length; row++) strangeness[row] = -strangeness[row];
        var (yes, no) = (ConformalQuantile.Of(strangeness, 1 - coverage), ConformalQuantile.Of(negatives, 1 - coverage));
        return double.IsFinite(yes.Value) && double.IsFinite(no.Value) ? new ConformalBand(coverage, -yes.Value, no.Value, yes.N, no.N) : null;
    }

    /// <summary>Those at 0.8, 0.9, 0.95 and 0.99 that there are rows enough for.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    /// <inheritdoc cref="Of" path="/exception"/>
    public static ImmutableArray<ConformalBand> Usual(ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives)
    {
        var bands = ImmutableArray.CreateBuilder<ConformalBand>();
        foreach (var coverage in UsualCoverages)
        {
            if (Of(positives, negatives, coverage) is { } band) bands.Add(band);
        }

        return bands.ToImmutable();
    }
}
