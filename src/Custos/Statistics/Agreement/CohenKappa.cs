namespace Custos.Statistics.Agreement;

/// <summary>How much less does a near miss count than a far one?</summary>
public enum DisagreementWeights
{
    /// <summary>Every disagreement counts the same.</summary>
    Nominal,

    /// <summary>By the distance of the categories' scores (Cicchetti and Allison).</summary>
    Linear,

    /// <summary>By the squared distance (Fleiss and Cohen).</summary>
    Quadratic,
}

/// <summary>How far do two raters agree beyond what their own habits would give by chance?</summary>
public static class CohenKappa
{
    /// <summary>Kappa, weighted or not, with both its standard errors.</summary>
    /// <param name="table">Both raters' labels.</param>
    /// <param name="weights">How near misses count.</param>
    /// <param name="scores">The categories' places on the scale, one each; 0, 1, 2, … unless given.</param>
    /// <param name="confidence">Of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">Not one finite score a category, or all scores equal.</exception>
    /// <remarks>Sources: Cohen 1960, 1968; the large-sample errors of Fleiss, Cohen and Everitt 1969. Cost O(categories²).</remarks>
    public static AgreementCoefficient Measure(
        RatingTable table, DisagreementWeights weights = DisagreementWeights.Nominal, IReadOnlyList<double>? scores = null, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        var size = table.Categories;
        var weight = Weights(size, weights, scores);
        var share = table.Shares();
        double[] rows = [.. share.Select(row => row.Sum())];
        double[] columns = [.. Enumerable.Range(0, size).Select(j => share.Sum(row => row[j]))];
        var (observed, expected) = (0.0, 0.0);
        var (ofRow, ofColumn) = (new double[size], new double[size]);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                observed += weight[i][j] * share[i][j];
                expected += weight[i][j] * rows[i] * columns[j];
                ofRow[i] += weight[i][j] * columns[j];
                ofColumn[j] += weight[i][j] * rows[i];
            }
        }

        var kappa = (observed - expected) / (1 - expected);
        var (spread, nullSpread) = (0.0, 0.0);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var habit = ofRow[i] + ofColumn[j];
                spread += share[i][j] * Square(weight[i][j] - habit * (1 - kappa));
                nullSpread += rows[i] * columns[j] * Square(weight[i][j] - habit);
            }
        }

        var scale = table.Total * Square(1 - expected);
        return AgreementCoefficient.Of(
            observed, expected, (spread - Square(kappa - expected * (1 - kappa))) / scale, (nullSpread - expected * expected) / scale, table.Total, confidence);
    }

    private static double[][] Weights(int size, DisagreementWeights weights, IReadOnlyList<double>? scores)
    {
        scores ??= [.. Enumerable.Range(0, size).Select(i => (double)i)];
        Require.SameLength(size, scores.Count, nameof(scores));
        Require.Finite([.. scores], nameof(scores));
        var reach = scores.Max() - scores.Min();
        if (reach == 0) throw new ArgumentException("The categories' scores are all the same.", nameof(scores));
        return [.. scores.Select(first => scores.Select(second => 1 - Distance(first, second)).ToArray())];

        double Distance(double first, double second) => weights switch
        {
            DisagreementWeights.Nominal => first == second ? 0 : 1,
            DisagreementWeights.Linear => Math.Abs(first - second) / reach,
            _ => Square((first - second) / reach),
        };
    }

    private static double Square(double value) => value * value;
}
