namespace Custos.Statistics.Distributions;

/// <summary>Where does a Beta(a, b) variable lie (a and b above 0)?</summary>
internal static class Beta
{
    // Beyond it a and a + 1 are one number.
    private const double Largest = 1e16;

    // Below it the sum of both shapes loses one of them to denormal numbers.
    private const double Smallest = 1e-300;

    /// <summary>P(X ≤ x).</summary>
    public static double Cdf(double x, double a, double b) => Math.Exp(Tails(x, a, b).Lower);

    /// <summary>P(X &gt; x).</summary>
    public static double Survival(double x, double a, double b) => Math.Exp(Tails(x, a, b).Upper);

    /// <summary>ln P(X &gt; x).</summary>
    public static double LogSurvival(double x, double a, double b) => Tails(x, a, b).Upper;

    /// <summary>The x with P(X ≤ x) = <paramref name="p"/>, p in (0, 1).</summary>
    public static double Quantile(double p, double a, double b) => FromLogit(Logit(p, 1 - p, a, b));

    /// <summary>The x with P(X &gt; x) = <paramref name="p"/>, p in (0, 1).</summary>
    public static double InverseSurvival(double p, double a, double b) => FromLogit(Logit(1 - p, p, a, b));

    private static LogTails Tails(double x, double a, double b)
    {
        CheckShape(a, nameof(a));
        CheckShape(b, nameof(b));
        if (double.IsNaN(x))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "A point of a beta distribution is a number.");
        }

        return IncompleteBeta.Tails(a, b, x, 1 - x);
    }

    private static double Logit(double below, double above, double a, double b)
    {
        CheckShape(a, nameof(a));
        CheckShape(b, nameof(b));
        if (!(below > 0 && above > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(below), below, "A beta quantile needs a probability strictly between 0 and 1.");
        }

        return IncompleteBeta.LogitQuantile(below, above, a, b);
    }

    private static double FromLogit(double u) => u < 0 ? Math.Exp(u) / (1 + Math.Exp(u)) : 1 / (1 + Math.Exp(-u));

    private static void CheckShape(double shape, string name)
    {
        if (!(shape is >= Smallest and <= Largest))
        {
            throw new ArgumentOutOfRangeException(name, shape, "A shape of a beta distribution is between 1e-300 and 1e16.");
        }
    }
}
