namespace Custos.Statistics.Distributions;

/// <summary>How far out is a ratio of two mean squares, with <c>df1</c> degrees of freedom above and <c>df2</c> below the line?</summary>
internal static class FisherF
{
    public static double Cdf(double f, double df1, double df2) => Math.Exp(Tails(f, df1, df2).Lower);

    /// <summary>P(F &gt; f).</summary>
    public static double Survival(double f, double df1, double df2) => Math.Exp(Tails(f, df1, df2).Upper);

    /// <summary>The f with P(F &gt; f) = <paramref name="p"/>, p in (0, 1).</summary>
    public static double InverseSurvival(double p, double df1, double df2) =>
        Math.Exp(IncompleteBeta.LogitQuantile(1 - p, p, 0.5 * df1, 0.5 * df2)) * df2 / df1;

    private static LogTails Tails(double f, double df1, double df2)
    {
        if (f <= 0)
        {
            return LogTails.AllAbove;
        }

        var odds = f * df1 / df2;
        return double.IsPositiveInfinity(odds)
            ? LogTails.AllBelow
            : IncompleteBeta.Tails(0.5 * df1, 0.5 * df2, odds / (1 + odds), 1 / (1 + odds));
    }
}
