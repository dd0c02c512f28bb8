using Custos.Statistics.Distributions;

namespace Custos.Statistics.Counts;

/// <summary>Given all four margins of a table, how surprising are its cells?</summary>
/// <param name="TwoSided">The chance of a table at most as likely as this one.</param>
/// <param name="Less">The chance of a first cell at most as large: against an odds ratio below 1.</param>
/// <param name="Greater">The chance of a first cell at least as large: against an odds ratio above 1.</param>
/// <remarks>Exact for totals up to 1e15, O(√total). Conservative: its true error rate is below alpha. Source: Fisher 1935; two-sided as R's fisher.test.</remarks>
public sealed record FisherExact(double TwoSided, double Less, double Greater)
{
    // Tables whose probabilities are equal on paper differ by rounding; R's fisher.test allows the same.
    private const double Tie = 1e-7;

    public static FisherExact Test(TwoByTwo table)
    {
        double k = table.A;
        double drawn = table.Row1;
        double marked = table.Column1;
        double total = table.Total;
        if (total == 0)
        {
            throw new ArgumentException("The table must hold at least one observation.", nameof(table));
        }

        var less = Hypergeometric.AtMost(k, drawn, marked, total);
        var greater = Hypergeometric.AtLeast(k, drawn, marked, total);
        return new FisherExact(Math.Min(1, TwoSidedP(k, drawn, marked, total, less, greater)), less, greater);
    }

    private static double TwoSidedP(double k, double drawn, double marked, double total, double less, double greater)
    {
        var (low, high) = (Hypergeometric.Lowest(drawn, marked, total), Hypergeometric.Highest(drawn, marked));
        var mode = Math.Clamp(Math.Floor((drawn + 1) * (marked + 1) / (total + 2)), low, high);
        var level = Hypergeometric.LogMass(k, drawn, marked, total) + Tie;
        if (Hypergeometric.LogMass(mode, drawn, marked, total) <= level)
        {
            return 1;
        }

        var spread = Math.Sqrt(drawn * marked / total * (total - drawn) / total * (total - marked) / Math.Max(1, total - 1));
        if (k < mode)
        {
            var other = WholeNumberSearch.First(j => j > high || Hypergeometric.LogMass(j, drawn, marked, total) <= level, mode, high + 1, 2 * mode - k, spread);
            return less + Hypergeometric.AtLeast(other, drawn, marked, total);
        }

        // Mirrored, so that the same search finds the last likely enough cell below the mode.
        var mirrored = WholeNumberSearch.First(j => -j < low || Hypergeometric.LogMass(-j, drawn, marked, total) <= level, -mode, 1 - low, k - 2 * mode, spread);
        return greater + Hypergeometric.AtMost(-mirrored, drawn, marked, total);
    }
}
