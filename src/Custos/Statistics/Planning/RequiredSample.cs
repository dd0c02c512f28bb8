namespace Custos.Statistics.Planning;

/// <summary>How many observations does it take?</summary>
/// <param name="Exact">In the first arm, as the formula gives it, before rounding up.</param>
/// <param name="First">In the first arm, a whole number.</param>
/// <param name="Second">In the second arm: the first times the ratio, rounded up. 0 where there is one sample only.</param>
public sealed record RequiredSample(double Exact, long First, long Second)
{
    private const double Largest = 1e15;

    private double Ratio { get; init; }

    /// <summary>How many does it take where so many stand for one: the design effect of clusters, or what is lost?</summary>
    /// <param name="factor">Above 0: <c>DesignEffect.Of(3, 0.6).Value</c> for ratings, that over 3 for items.</param>
    public RequiredSample GrownBy(double factor)
    {
        Require.Positive(factor, nameof(factor));
        return Of(Exact * factor, Ratio);
    }

    internal static RequiredSample Of(double exact, double ratio)
    {
        var first = Ceiling(exact);
        return new RequiredSample(exact, first, ratio > 0 ? Ceiling(first * ratio) : 0) { Ratio = ratio };
    }

    /// <summary>The next whole number; a number that rounding left a hair above one counts as that one.</summary>
    internal static long Ceiling(double exact)
    {
        if (!(exact <= Largest))
        {
            throw new ArgumentException("It would take more than 1e15 observations; the effect is too small to be found.", nameof(exact));
        }

        return (long)Math.Max(1, Math.Ceiling(exact * (1 - 1e-13)));
    }
}
