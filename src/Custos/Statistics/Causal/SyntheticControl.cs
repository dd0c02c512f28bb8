namespace Custos.Statistics.Causal;

/// <summary>A series of one unit, before and after the treatment of the treated one.</summary>
public sealed record PanelUnit(string Name, IReadOnlyList<double> Before, IReadOnlyList<double> After);

/// <summary>What would the treated unit have done, judged by the mixture of untreated ones that it resembled before?</summary>
/// <param name="Weights">Of the donors, at least 0, summing to 1.</param>
/// <param name="FitBefore">The synthetic unit before the treatment.</param>
/// <param name="FitAfter">The synthetic unit after: what would have been.</param>
/// <param name="GapAfter">Treated minus synthetic, at each time after.</param>
/// <param name="ErrorBefore">Root mean squared distance before, in the outcome's unit.</param>
/// <param name="ErrorAfter">The same after.</param>
/// <param name="FitsPoorly">True when <paramref name="ErrorBefore"/> is above a quarter of the treated series' own spread before:
/// then the gap is the misfit's as much as the treatment's.</param>
public sealed record SyntheticFit(
    IReadOnlyList<double> Weights,
    IReadOnlyList<double> FitBefore,
    IReadOnlyList<double> FitAfter,
    IReadOnlyList<double> GapAfter,
    double ErrorBefore,
    double ErrorAfter,
    bool FitsPoorly)
{
    /// <summary>How much worse it fits after than before; null when it fits exactly before.</summary>
    public double? Ratio => ErrorBefore > 0 ? ErrorAfter / ErrorBefore : null;
}

/// <summary>The treated unit's fit with its falsification tests.</summary>
/// <param name="Treated">The fit of the treated unit.</param>
/// <param name="PlacebosInSpace">Each donor taken for the treated, the true one left out.</param>
/// <param name="P">The share of units, the treated among them, whose ratio of error after to before is at least the treated's;
/// null when it fits exactly before. With k donors it cannot be below 1/(k + 1).</param>
/// <param name="PlaceboInTime">The treatment pretended at the middle of the time before; a gap there as large as the real one says that
/// the method finds effects where none are. Null with fewer than four times before.</param>
public sealed record SyntheticControlStudy(SyntheticFit Treated, IReadOnlyList<SyntheticFit> PlacebosInSpace, double? P, SyntheticFit? PlaceboInTime);

/// <summary>Did the treatment of one unit matter, when others like it were left alone?</summary>
/// <remarks>Sources: Abadie and Gardeazabal 2003; Abadie, Diamond and Hainmueller 2010, 2015. The donors must not feel the treatment
/// themselves, and the treated unit must lie among them: a mixture cannot be above all its parts.</remarks>
public static class SyntheticControl
{
    /// <summary>The mixture of donors nearest to the treated series before.</summary>
    /// <param name="treated">At least one time before; times after may be none.</param>
    /// <param name="donors">At least one, with the same times.</param>
    /// <exception cref="ArgumentException">No donor, series of different lengths, or a number that is not finite.</exception>
    public static SyntheticFit Fit(PanelUnit treated, IReadOnlyList<PanelUnit> donors)
    {
        Check(treated, donors);
        var weights = SimplexLeastSquares.Fit([.. treated.Before], [.. donors.Select(donor => donor.Before.ToArray())]);
        var before = Mix(donors, weights, donor => donor.Before);
        var after = Mix(donors, weights, donor => donor.After);
        double[] gap = [.. treated.After.Zip(after, (a, b) => a - b)];
        var error = RootMeanSquare([.. treated.Before.Zip(before, (a, b) => a - b)]);
        var mean = treated.Before.Average();
        var spread = RootMeanSquare([.. treated.Before.Select(value => value - mean)]);
        return new SyntheticFit(weights, before, after, gap, error, RootMeanSquare(gap), error > 0.25 * spread && error > 1e-9 * Math.Abs(mean));
    }

    /// <summary>The fit with placebos in space and time.</summary>
    public static SyntheticControlStudy Study(PanelUnit treated, IReadOnlyList<PanelUnit> donors)
    {
        var fit = Fit(treated, donors);
        SyntheticFit[] placebos = donors.Count < 2 ? [] : [.. donors.Select((donor, j) => Fit(donor, [.. donors.Where((_, k) => k != j)]))];
        double? p = fit.Ratio is { } ratio && placebos.Length > 0 && treated.After.Count > 0
            ? PlaceboP(ratio, [.. placebos.Select(placebo => placebo.Ratio ?? (placebo.ErrorAfter > 0 ? double.PositiveInfinity : 0))])
            : null;
        return new SyntheticControlStudy(fit, placebos, p, InTime(treated, donors));
    }

    /// <summary>The share of units, the treated among them, with a ratio at least as large as the treated's.</summary>
    /// <param name="treatedRatio">Error after over error before.</param>
    /// <param name="placeboRatios">The same of each placebo; infinity is allowed.</param>
    /// <exception cref="ArgumentException">A ratio is NaN.</exception>
    public static double PlaceboP(double treatedRatio, IReadOnlyList<double> placeboRatios)
    {
        if (double.IsNaN(treatedRatio)) throw new ArgumentException("The ratio is not a number.", nameof(treatedRatio));
        if (placeboRatios.Any(double.IsNaN)) throw new ArgumentException("A ratio is not a number.", nameof(placeboRatios));
        return (1.0 + placeboRatios.Count(ratio => ratio >= treatedRatio)) / (1 + placeboRatios.Count);
    }

    private static SyntheticFit? InTime(PanelUnit treated, IReadOnlyList<PanelUnit> donors)
    {
        var half = treated.Before.Count / 2;
        return half < 2 ? null : Fit(Cut(treated), [.. donors.Select(Cut)]);

        PanelUnit Cut(PanelUnit unit) => new(unit.Name, [.. unit.Before.Take(half)], [.. unit.Before.Skip(half)]);
    }

    private static double[] Mix(IReadOnlyList<PanelUnit> donors, double[] weights, Func<PanelUnit, IReadOnlyList<double>> series)
    {
        var mixed = new double[series(donors[0]).Count];
        for (var j = 0; j < weights.Length; j++)
        {
            for (var t = 0; t < mixed.Length; t++) mixed[t] += weights[j] * series(donors[j])[t];
        }

        return mixed;
    }

    private static double RootMeanSquare(double[] values) => values.Length == 0 ? 0 : Math.Sqrt(values.Average(value => value * value));

    private static void Check(PanelUnit treated, IReadOnlyList<PanelUnit> donors)
    {
        if (donors.Count == 0) throw new ArgumentException("A synthetic control needs at least one donor.", nameof(donors));
        Require.Finite([.. treated.Before], nameof(treated));
        Require.Finite([.. treated.After], nameof(treated), atLeast: 0);
        foreach (var donor in donors)
        {
            Require.SameLength(treated.Before.Count, donor.Before.Count, nameof(donors));
            Require.SameLength(treated.After.Count, donor.After.Count, nameof(donors));
            Require.Finite([.. donor.Before], nameof(donors));
            Require.Finite([.. donor.After], nameof(donors), atLeast: 0);
        }
    }
}
