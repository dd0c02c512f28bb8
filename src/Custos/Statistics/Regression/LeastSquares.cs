namespace Custos.Statistics.Regression;

/// <summary>Which linear combination of the predictors comes nearest to the response?</summary>
public static class LeastSquares
{
    /// <summary>Ordinary least squares of <paramref name="y"/> on the predictors.</summary>
    /// <param name="y">The response, one number a row, finite.</param>
    /// <param name="predictors">Columns as long as <paramref name="y"/>; none is allowed when there is an intercept.</param>
    /// <param name="intercept">True for a constant term, named <c>intercept</c>, before the predictors.</param>
    /// <param name="confidence">Of the coefficients' intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">A number is not finite, a column's length differs, or there are fewer rows than coefficients.</exception>
    /// <remarks>By Householder QR in 32-digit arithmetic; all eleven linear reference sets of NIST StRD to every digit a double
    /// can carry. Cost O(rows × coefficients²): about 5 s for a million rows and ten predictors. R² is about 0 when there is no intercept.</remarks>
    public static RegressionOutcome Fit(IReadOnlyList<double> y, IReadOnlyList<Predictor> predictors, bool intercept = true, double confidence = 0.95)
    {
        Require.Finite(y as double[] ?? [.. y], nameof(y));
        List<string> names = [];
        List<DoubleDouble[]> design = [];
        if (intercept)
        {
            names.Add("intercept");
            design.Add(Ones(y.Count));
        }

        foreach (var predictor in predictors)
        {
            Require.SameLength(y.Count, predictor.Values.Count, nameof(predictors));
            Require.Finite(predictor.Values as double[] ?? [.. predictor.Values], nameof(predictors));
            names.Add(predictor.Name);
            design.Add([.. predictor.Values.Select(value => (DoubleDouble)value)]);
        }

        return Fit([.. y.Select(value => (DoubleDouble)value)], design, names, intercept, confidence);
    }

    /// <summary>The polynomial of x, of the degree given, nearest to y; coefficients are named <c>x^0</c>, <c>x^1</c>, ….</summary>
    /// <exception cref="ArgumentException">As <see cref="Fit(IReadOnlyList{double}, IReadOnlyList{Predictor}, bool, double)"/>, or the degree is below 1.</exception>
    /// <remarks>The powers are formed in 32 digits too: rounded to doubles they alone cost Filip's data half their digits.</remarks>
    public static RegressionOutcome FitPolynomial(IReadOnlyList<double> x, IReadOnlyList<double> y, int degree, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        Require.Finite(x as double[] ?? [.. x], nameof(x));
        Require.Finite(y as double[] ?? [.. y], nameof(y));
        Require.SameLength(x.Count, y.Count, nameof(y));
        return FitPolynomial([.. x.Select(value => (DoubleDouble)value)], [.. y.Select(value => (DoubleDouble)value)], degree, confidence);
    }

    internal static RegressionOutcome FitPolynomial(DoubleDouble[] x, DoubleDouble[] y, int degree, double confidence)
    {
        List<DoubleDouble[]> design = [Ones(x.Length)];
        for (var power = 1; power <= degree; power++) design.Add([.. x.Select((value, row) => design[power - 1][row] * value)]);
        return Fit(y, design, [.. Enumerable.Range(0, degree + 1).Select(power => $"x^{power}")], intercept: true, confidence);
    }

    internal static RegressionOutcome Fit(DoubleDouble[] y, List<DoubleDouble[]> design, List<string> names, bool intercept, double confidence)
    {
        Require.Inside01(confidence, nameof(confidence));
        if (design.Count == 0) throw new ArgumentException("A regression needs an intercept or at least one predictor.", nameof(design));
        if (y.Length < design.Count)
        {
            throw new ArgumentException($"{design.Count} coefficients cannot be found from {y.Length} row(s).", nameof(y));
        }

        var qr = HouseholderQr.Factor(design);
        if (qr.Dependent.Count > 0)
        {
            string[] dependent = [.. qr.Dependent.Select(position => names[position])];
            return new RegressionOutcome.Singular(
                dependent,
                $"{string.Join(", ", dependent)} can be computed from the columns before, so no coefficient of {(dependent.Length == 1 ? "it" : "them")} is better than another. Leave {(dependent.Length == 1 ? "it" : "them")} out.");
        }

        var (solution, _, rss) = qr.Solve(y);
        return new RegressionOutcome.Fitted(Describe(y, design, names, intercept, confidence, qr, solution, rss));
    }

    private static LinearFit Describe(
        DoubleDouble[] y, List<DoubleDouble[]> design, List<string> names, bool intercept, double confidence, HouseholderQr qr, DoubleDouble[] solution, DoubleDouble rss)
    {
        var degreesOfFreedom = y.Length - solution.Length;
        var total = TotalSumOfSquares(y, intercept);
        var gram = qr.InverseGram();
        double? variance = degreesOfFreedom > 0 ? (double)rss / degreesOfFreedom : null;
        return new LinearFit
        {
            Coefficients = [.. names.Select((name, j) =>
                Coefficient.OfStudent(name, (double)solution[j], Math.Sqrt((variance ?? 0) * gram[j][j]), degreesOfFreedom, confidence))],
            ErrorModel = ErrorModel.EqualSpread,
            N = y.Length,
            DegreesOfFreedom = degreesOfFreedom,
            ResidualSumOfSquares = (double)rss,
            ResidualSd = variance is { } v ? Math.Sqrt(v) : null,
            RSquared = total.IsZero ? null : (double)((total - rss) / total),
            Residuals = Residuals(y, design, solution),
            Covariance = variance is { } s2 ? [.. gram.Select(row => (IReadOnlyList<double>)[.. row.Select(value => value * s2)])] : null,
            Design = [.. design.Select(column => column.Select(value => (double)value).ToArray())],
            InverseGram = gram,
            Confidence = confidence,
        };
    }

    private static DoubleDouble TotalSumOfSquares(DoubleDouble[] y, bool intercept)
    {
        var mean = DoubleDouble.Zero;
        if (intercept)
        {
            foreach (var value in y) mean += value;
            mean /= y.Length;
        }

        var total = DoubleDouble.Zero;
        foreach (var value in y) total += (value - mean) * (value - mean);
        return total;
    }

    private static double[] Residuals(DoubleDouble[] y, List<DoubleDouble[]> design, DoubleDouble[] solution)
    {
        var residuals = new double[y.Length];
        for (var i = 0; i < y.Length; i++)
        {
            var rest = y[i];
            for (var j = 0; j < solution.Length; j++) rest -= design[j][i] * solution[j];
            residuals[i] = (double)rest;
        }

        return residuals;
    }

    private static DoubleDouble[] Ones(int rows)
    {
        var ones = new DoubleDouble[rows];
        Array.Fill(ones, 1);
        return ones;
    }
}
