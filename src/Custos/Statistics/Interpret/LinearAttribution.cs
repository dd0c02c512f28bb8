namespace Custos.Statistics.Interpret;

/// <summary>How much did each feature contribute to what a linear model said?</summary>
public static class LinearAttribution
{
    /// <summary>coefficientᵢ × (xᵢ − mean of the backgroundᵢ): the Shapley values where features are taken as independent.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a number is not finite.</exception>
    /// <remarks>In log-odds for a logistic model. Source: Lundberg and Lee 2017, arXiv 1705.07874, corollary 1.</remarks>
    public static Attribution Explain(ReadOnlySpan<double> coefficients, double intercept, ReadOnlySpan<double> backgroundMean, ReadOnlySpan<double> x)
    {
        Require.Squarable(coefficients, nameof(coefficients));
        Require.Finite(intercept, nameof(intercept));
        Require.Squarable(backgroundMean, nameof(backgroundMean));
        Require.Squarable(x, nameof(x));
        Require.SameLength(coefficients.Length, backgroundMean.Length, nameof(backgroundMean));
        Require.SameLength(coefficients.Length, x.Length, nameof(x));
        double expected = intercept, prediction = intercept;
        var contributions = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            contributions[i] = coefficients[i] * (x[i] - backgroundMean[i]);
            expected += coefficients[i] * backgroundMean[i];
            prediction += coefficients[i] * x[i];
        }

        return new Attribution(expected, contributions, prediction);
    }
}
