using Custos.Statistics.Regression;

namespace Custos.Statistics.Causal;

/// <summary>One measurement of one unit.</summary>
/// <param name="Unit">The unit (store, country, user), any integer.</param>
/// <param name="Treated">True when the unit is one that gets the treatment at some time.</param>
/// <param name="Post">True when the measurement is after the treatment began.</param>
/// <param name="Value">The outcome.</param>
/// <param name="Time">When; needed for the test of parallel trends only.</param>
public readonly record struct PanelRow(int Unit, bool Treated, bool Post, double Value, double Time = 0);

/// <summary>By how much did the treated change more than the untreated?</summary>
/// <param name="Effect">The interaction of treated and post, with classical errors: too sure of itself when units are seen more than once.</param>
/// <param name="EffectHc1">The same with errors that allow unequal spread.</param>
/// <param name="EffectClustered">The same with errors clustered by unit: the one to report. Null with fewer than two units.</param>
/// <param name="N">Measurements.</param>
/// <param name="Units">Units.</param>
/// <param name="Trends">The falsification test: did both move alike before? Null when it cannot be asked.</param>
/// <param name="TrendsAbsentBecause">Why not, in plain words; null when it was.</param>
/// <remarks>It takes for granted that both would have gone on moving alike. A trend test that finds nothing is no proof of that:
/// with few or noisy periods it could not have found it (its interval says how much was ruled out).
/// Source: Angrist and Pischke 2009, chapter 5; clustered errors: Bertrand, Duflo and Mullainathan 2004.</remarks>
public sealed record DifferenceInDifferences(
    Coefficient Effect, Coefficient EffectHc1, Coefficient? EffectClustered, long N, int Units, Coefficient? Trends, string? TrendsAbsentBecause)
{
    /// <summary>From four means.</summary>
    public static double OfMeans(double treatedPre, double treatedPost, double controlPre, double controlPost)
    {
        foreach (var (value, name) in new[] { (treatedPre, nameof(treatedPre)), (treatedPost, nameof(treatedPost)), (controlPre, nameof(controlPre)), (controlPost, nameof(controlPost)) })
        {
            Require.Finite(value, name);
        }

        return treatedPost - treatedPre - (controlPost - controlPre);
    }

    /// <summary>By regression of the outcome on treated, post and both.</summary>
    /// <exception cref="ArgumentException">A cell (treated or not, before or after) is empty, or a number is not finite.</exception>
    public static DifferenceInDifferences Fit(IReadOnlyList<PanelRow> rows, double confidence = 0.95)
    {
        foreach (var (treated, post) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            if (!rows.Any(row => row.Treated == treated && row.Post == post))
            {
                throw new ArgumentException($"No measurement is of {(treated ? "a treated" : "an untreated")} unit {(post ? "after" : "before")} the treatment.", nameof(rows));
            }
        }

        var fit = LeastSquares.Fit(
            [.. rows.Select(row => row.Value)],
            [
                new("treated", [.. rows.Select(row => row.Treated ? 1.0 : 0)]),
                new("post", [.. rows.Select(row => row.Post ? 1.0 : 0)]),
                new("effect", [.. rows.Select(row => row.Treated && row.Post ? 1.0 : 0)]),
            ],
            confidence: confidence).Required();
        int[] units = [.. rows.Select(row => row.Unit)];
        var count = units.Distinct().Count();
        var (trends, why) = TrendTest(rows, confidence);
        return new DifferenceInDifferences(
            fit["effect"], fit.WithUnequalSpread()["effect"], count > 1 ? fit.WithClusters(units)["effect"] : null, rows.Count, count, trends, why);
    }

    /// <summary>How much steeper did the treated series rise than the control, before the treatment?</summary>
    /// <param name="time">When, at least two different times.</param>
    /// <param name="treated">The treated series.</param>
    /// <param name="control">The control series.</param>
    /// <param name="confidence">Of the interval, in (0, 1).</param>
    /// <returns>The difference of slopes, per unit of time, with its interval where there are at least three times.</returns>
    public static Coefficient PreTrend(IReadOnlyList<double> time, IReadOnlyList<double> treated, IReadOnlyList<double> control, double confidence = 0.95)
    {
        Require.SameLength(time.Count, treated.Count, nameof(treated));
        Require.SameLength(time.Count, control.Count, nameof(control));
        return LeastSquares.Fit([.. treated.Zip(control, (a, b) => a - b)], [new("slope difference", time)], confidence: confidence) is RegressionOutcome.Fitted { Fit: var fit }
            ? fit["slope difference"]
            : throw new ArgumentException("Every time is the same, so there is no slope.", nameof(time));
    }

    private static (Coefficient? Trends, string? Why) TrendTest(IReadOnlyList<PanelRow> rows, double confidence)
    {
        PanelRow[] before = [.. rows.Where(row => !row.Post)];
        if (before.Select(row => row.Time).Distinct().Count() < 2) return (null, "There is only one time before the treatment, so parallel trends cannot be checked.");
        var fit = LeastSquares.Fit(
            [.. before.Select(row => row.Value)],
            [
                new("treated", [.. before.Select(row => row.Treated ? 1.0 : 0)]),
                new("time", [.. before.Select(row => row.Time)]),
                new("slope difference", [.. before.Select(row => row.Treated ? row.Time : 0)]),
            ],
            confidence: confidence);
        if (fit is not RegressionOutcome.Fitted fitted) return (null, "The times before the treatment do not overlap enough to compare slopes.");
        int[] units = [.. before.Select(row => row.Unit)];
        return (units.Distinct().Count() > 1 ? fitted.Fit.WithClusters(units)["slope difference"] : fitted.Fit["slope difference"], null);
    }
}
