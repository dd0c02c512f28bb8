using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Causal;

/// <summary>How many units with that value of the confounder were treated or not, and how many of them had the outcome? Counts that add.</summary>
public readonly record struct TreatmentCell(double Confounder, bool Treated, long N, long Successes);

/// <summary>What does the treatment do, once the confounder is taken out?</summary>
/// <param name="Naive">Treated minus untreated rate as they are, the confounder left in.</param>
/// <param name="Propensity">The share treated, by value of the confounder.</param>
/// <param name="InverseWeighted">The average effect over all units, each weighted by one over the chance of its treatment.</param>
/// <param name="Standardized">The average effect over all units, from the rates of each cell. With every value of the confounder a cell
/// of its own this, the weighted and the doubly robust estimate are one and the same number.</param>
/// <param name="OnTreated">The effect on those who were treated.</param>
/// <param name="BalanceAfter">The falsification test: the largest standardised difference of the confounder's shares between the arms
/// after weighting. Near 0 by construction here; <paramref name="BalanceBefore"/> says how far apart the arms were.</param>
/// <param name="BalanceBefore">The same before weighting; above 0.1 the naive difference is suspect.</param>
/// <param name="EValue">How strong a confounder nobody measured would have to be, as a risk ratio with both treatment and outcome, to
/// explain the effect away; null when the standardised rates do not define a ratio.</param>
public sealed record TreatmentEffect(
    Estimate Naive,
    IReadOnlyList<KeyValuePair<double, double>> Propensity,
    double InverseWeighted,
    Estimate Standardized,
    Estimate OnTreated,
    double BalanceBefore,
    double BalanceAfter,
    double? EValue)
{
    /// <summary>From counts by value of one confounder (or of several, numbered together).</summary>
    /// <exception cref="ArgumentException">A count is out of range, or some value of the confounder was seen in one arm only:
    /// there the data say nothing of the other, whatever the method.</exception>
    /// <remarks>It takes for granted that the confounder is all there is; no test of the data can show that. Intervals by the delta
    /// method with the confounder's shares taken as drawn. Sources: Hernán and Robins 2020, chapters 2, 12 and 13; the E-value:
    /// VanderWeele and Ding 2017. O(cells).</remarks>
    public static TreatmentEffect Of(IReadOnlyList<TreatmentCell> cells, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        var strata = Strata(cells);
        var z = Normal.InverseSurvival((1 - confidence) / 2);
        double n = strata.Sum(stratum => stratum.N), treated = strata.Sum(stratum => stratum.N1);
        double[] share = [.. strata.Select(stratum => stratum.N / n)];
        double[] shareTreated = [.. strata.Select(stratum => stratum.N1 / treated)];
        double[] shareUntreated = [.. strata.Select(stratum => stratum.N0 / (n - treated))];
        var weighted = strata.Sum(stratum => stratum.Y1 / (stratum.N1 / stratum.N) - stratum.Y0 / (stratum.N0 / stratum.N)) / n;
        var one = strata.Zip(share, (stratum, w) => w * stratum.Rate1).Sum();
        var zero = strata.Zip(share, (stratum, w) => w * stratum.Rate0).Sum();
        var rawOne = strata.Sum(stratum => stratum.Y1) / treated;
        var rawZero = strata.Sum(stratum => stratum.Y0) / (n - treated);
        return new TreatmentEffect(
            Around(rawOne - rawZero, rawOne * (1 - rawOne) / treated + rawZero * (1 - rawZero) / (n - treated)),
            [.. strata.Select(stratum => KeyValuePair.Create(stratum.Value, stratum.N1 / stratum.N))],
            weighted,
            Weighted(share, n),
            Weighted(shareTreated, treated),
            Imbalance(shareTreated, shareUntreated),
            Imbalance(Reweighted(strata, stratum => stratum.N1), Reweighted(strata, stratum => stratum.N0)),
            EValueOf(one, zero));

        // Rates vary within cells, and the cells' shares vary too.
        Estimate Weighted(double[] weights, double drawn)
        {
            double[] effects = [.. strata.Select(stratum => stratum.Rate1 - stratum.Rate0)];
            var effect = effects.Zip(weights, (e, w) => e * w).Sum();
            var within = strata.Zip(weights, (stratum, w) => w * w * (stratum.Rate1 * (1 - stratum.Rate1) / stratum.N1 + stratum.Rate0 * (1 - stratum.Rate0) / stratum.N0)).Sum();
            var between = effects.Zip(weights, (e, w) => w * (e - effect) * (e - effect)).Sum() / drawn;
            return Around(effect, within + between);
        }

        Estimate Around(double value, double variance)
        {
            var half = z * Math.Sqrt(variance);
            return new Estimate(value, new Interval(value - half, value + half, confidence), (long)n);
        }
    }

    private static List<CellPair> Strata(IReadOnlyList<TreatmentCell> cells)
    {
        if (cells.Count == 0) throw new ArgumentException("There is no cell.", nameof(cells));
        foreach (var cell in cells)
        {
            Require.Finite(cell.Confounder, nameof(cells));
            if (cell.N < 0 || cell.Successes < 0 || cell.Successes > cell.N) throw new ArgumentException($"A cell has {cell.Successes} successes of {cell.N}.", nameof(cells));
        }

        List<CellPair> strata = [];
        foreach (var group in cells.Where(cell => cell.N > 0).GroupBy(cell => cell.Confounder).OrderBy(group => group.Key))
        {
            var stratum = new CellPair(
                group.Key,
                group.Where(cell => cell.Treated).Sum(cell => (double)cell.N),
                group.Where(cell => cell.Treated).Sum(cell => (double)cell.Successes),
                group.Where(cell => !cell.Treated).Sum(cell => (double)cell.N),
                group.Where(cell => !cell.Treated).Sum(cell => (double)cell.Successes));
            if (stratum.N1 == 0 || stratum.N0 == 0)
            {
                throw new ArgumentException($"Where the confounder is {group.Key}, nobody was {(stratum.N1 == 0 ? "treated" : "left untreated")}, so the data cannot say what would have been. Leave that value out and say so, or gather it.", nameof(cells));
            }

            strata.Add(stratum);
        }

        return strata;
    }

    private static double[] Reweighted(List<CellPair> strata, Func<CellPair, double> arm)
    {
        double[] weights = [.. strata.Select(stratum => arm(stratum) / (arm(stratum) / stratum.N))];
        var all = weights.Sum();
        return [.. weights.Select(weight => weight / all)];
    }

    // Of the indicator of each value: difference of shares over its pooled spread.
    private static double Imbalance(double[] treated, double[] untreated) => treated.Zip(untreated, (a, b) =>
    {
        var spread = Math.Sqrt((a * (1 - a) + b * (1 - b)) / 2);
        return spread > 0 ? Math.Abs(a - b) / spread : 0;
    }).Max();

    private static double? EValueOf(double one, double zero)
    {
        if (one <= 0 || zero <= 0) return null;
        var ratio = Math.Max(one / zero, zero / one);
        return ratio + Math.Sqrt(ratio * (ratio - 1));
    }

    private readonly record struct CellPair(double Value, double N1, double Y1, double N0, double Y0)
    {
        public double N => N1 + N0;

        public double Rate1 => Y1 / N1;

        public double Rate0 => Y0 / N0;
    }
}
