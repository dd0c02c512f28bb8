using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Means;

/// <summary>Do two means differ? Student's t, unpaired with unequal variances (Welch) or paired.</summary>
/// <param name="Difference">Mean of x less mean of y, with its interval.</param>
/// <param name="StandardError">The standard error of the difference.</param>
/// <param name="T">The difference in standard errors; infinite where nothing varies but the means differ, null where they do not differ either.</param>
/// <param name="DegreesOfFreedom">Welch and Satterthwaite's, or pairs − 1; null where nothing varies.</param>
/// <param name="P">The two-sided p-value; 1 where nothing varies and nothing differs.</param>
public sealed record StudentTest(Estimate Difference, double StandardError, double? T, double? DegreesOfFreedom, double P)
{
    /// <summary>Do the means of two independent samples differ? Their variances may.</summary>
    /// <exception cref="ArgumentException">A sample has fewer than 2 values, or one is not finite.</exception>
    /// <remarks>Source: Welch 1947, Biometrika 34, 28.</remarks>
    public static StudentTest Welch(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Require.Finite(x, nameof(x), atLeast: 2);
        Require.Finite(y, nameof(y), atLeast: 2);
        var a = Moments.Of(x);
        var b = Moments.Of(y);
        var va = a.SquaredDeviations / (a.N - 1) / a.N;
        var vb = b.SquaredDeviations / (b.N - 1) / b.N;
        var df = (va + vb) * (va + vb) / (va * va / (a.N - 1) + vb * vb / (b.N - 1));
        return Of(a.Mean - b.Mean, Math.Sqrt(va + vb), df, a.N + b.N, confidence);
    }

    /// <summary>Is the mean of paired differences 0?</summary>
    /// <exception cref="ArgumentException">There are fewer than 2 pairs, the lengths differ, or a value is not finite.</exception>
    public static StudentTest Paired(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Require.Finite(x, nameof(x), atLeast: 2);
        Require.Finite(y, nameof(y));
        Require.SameLength(x.Length, y.Length, nameof(y));
        var differences = new double[x.Length];
        for (var i = 0; i < x.Length; i++) differences[i] = x[i] - y[i];
        var moments = Moments.Of(differences);
        return Of(moments.Mean, moments.StandardError!.Value, x.Length - 1, x.Length, confidence);
    }

    private static StudentTest Of(double difference, double se, double df, long n, double confidence)
    {
        Require.Inside01(confidence, nameof(confidence));
        if (se > 0)
        {
            var half = StudentT.Quantile(0.5 + confidence / 2, df) * se;
            return new StudentTest(
                new Estimate(difference, new Interval(difference - half, difference + half, confidence), n), se, difference / se, df, StudentT.TwoSidedP(difference / se, df));
        }

        // Nothing varies: what is seen is all there is.
        var point = new Estimate(difference, new Interval(difference, difference, confidence), n);
        return difference == 0 ? new StudentTest(point, 0, null, null, 1) : new StudentTest(point, 0, difference * double.PositiveInfinity, null, 0);
    }
}
