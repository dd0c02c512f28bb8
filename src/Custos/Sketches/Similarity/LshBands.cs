using Custos.Statistics.Distributions;

namespace Custos.Sketches.Similarity;

/// <summary>How likely do two sets of a similarity become a candidate pair, when signatures are cut into bands?</summary>
/// <param name="Bands">Bands; one that is equal makes a candidate.</param>
/// <param name="Rows">Slots in a band.</param>
/// <remarks>A pair of Jaccard similarity s becomes a candidate with probability 1 − (1 − s^rows)^bands, the S-curve. Source: Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4.</remarks>
public sealed record LshBands(int Bands, int Rows)
{
    private const int Panels = 64;

    public int Bands { get; } = Positive(Bands, nameof(Bands));

    public int Rows { get; } = Positive(Rows, nameof(Rows));

    /// <summary>Where the S-curve is about steepest: (1/bands)^(1/rows).</summary>
    public double Threshold => Math.Pow(1.0 / Bands, 1.0 / Rows);

    /// <summary>How likely is a pair of that similarity a candidate?</summary>
    /// <param name="similarity">In [0, 1].</param>
    public double CandidateProbability(double similarity)
    {
        if (!(similarity is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(similarity), similarity, "A similarity lies between 0 and 1.");
        return similarity == 1 ? 1 : -LogSpace.ExpM1(Bands * LogSpace.Log1p(-Math.Pow(similarity, Rows)));
    }

    /// <summary>The area under the S-curve below a similarity: candidates that are none, were all similarities as frequent.</summary>
    public double FalsePositiveArea(double similarity) => similarity == 0 ? 0 : GaussLegendre.Integrate(CandidateProbability, 0, similarity, Panels);

    /// <summary>The area above the S-curve from a similarity on: pairs that are missed, were all similarities as frequent.</summary>
    public double FalseNegativeArea(double similarity) => similarity == 1 ? 0 : GaussLegendre.Integrate(s => 1 - CandidateProbability(s), similarity, 1, Panels);

    /// <summary>Which bands and rows tell best between less and more than a similarity?</summary>
    /// <param name="similarity">Strictly between 0 and 1.</param>
    /// <param name="slots">How many slots there are; not all need be used.</param>
    /// <param name="missWeight">How much a missed pair counts against a false candidate, in (0, 1); 0.5 as much.</param>
    /// <returns>The least weighted sum of both areas; of equals the one with fewest rows.</returns>
    public static LshBands ForThreshold(double similarity, int slots, double missWeight = 0.5)
    {
        if (!(similarity is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(similarity), similarity, "The similarity lies strictly between 0 and 1.");
        if (!(missWeight is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(missWeight), missWeight, "The weight lies strictly between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slots, MinHash.MaxSlots);
        var (best, least) = (new LshBands(1, 1), double.PositiveInfinity);
        for (var rows = 1; rows <= slots; rows++)
        {
            // More rows and fewer bands lower the curve everywhere: what is missed now is missed from here on.
            if (missWeight * new LshBands(slots / rows, rows).FalseNegativeArea(similarity) >= least) break;
            var bands = BestBands(rows, slots / rows);
            var cost = CostOf(bands, rows);
            if (cost < least) (best, least) = (new LshBands(bands, rows), cost);
        }

        return best;

        // The cost falls and then rises with the number of bands: its step over (1 - similarity^rows)^bands only grows.
        int BestBands(int rows, int most)
        {
            var (low, high) = (1, most);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (CostOf(middle, rows) <= CostOf(middle + 1, rows)) high = middle;
                else low = middle + 1;
            }

            return low;
        }

        double CostOf(int bands, int rows)
        {
            var cut = new LshBands(bands, rows);
            return ((1 - missWeight) * cut.FalsePositiveArea(similarity)) + (missWeight * cut.FalseNegativeArea(similarity));
        }
    }

    /// <summary>One number per band of a signature; equal numbers in the same band make a candidate.</summary>
    /// <param name="signature">At least bands × rows slots.</param>
    /// <param name="keys">As many as bands.</param>
    public void Keys(ReadOnlySpan<ulong> signature, Span<ulong> keys)
    {
        if (signature.Length < Bands * Rows) throw new ArgumentException($"The signature needs at least {Bands * Rows} slots.", nameof(signature));
        if (keys.Length != Bands) throw new ArgumentException($"There must be {Bands} keys.", nameof(keys));
        for (var band = 0; band < Bands; band++)
        {
            // Begun with the band's number: equal rows in different bands must not collide.
            var key = SeededHash.Of((ulong)band);
            foreach (var slot in signature.Slice(band * Rows, Rows)) key = SeededHash.Mix(key + slot);
            keys[band] = key;
        }
    }

    private static int Positive(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        return value;
    }
}
