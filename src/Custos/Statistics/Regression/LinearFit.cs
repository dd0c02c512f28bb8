namespace Custos.Statistics.Regression;

/// <summary>How did the regression end?</summary>
public abstract record RegressionOutcome
{
    private RegressionOutcome()
    {
    }

    /// <summary>There is one best line, and this is it.</summary>
    public sealed record Fitted(LinearFit Fit) : RegressionOutcome;

    /// <summary>Many lines fit equally well, because a predictor is a combination of others.</summary>
    /// <param name="Dependent">The predictors that the ones before them determine.</param>
    /// <param name="Reason">The same in plain words, with what to do.</param>
    public sealed record Singular(IReadOnlyList<string> Dependent, string Reason) : RegressionOutcome;

    /// <summary>The fit, or an exception with the reason where there is none.</summary>
    /// <exception cref="InvalidOperationException">The design is singular.</exception>
    public LinearFit Required() => this switch
    {
        Fitted fitted => fitted.Fit,
        Singular singular => throw new InvalidOperationException(singular.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Which linear combination of the predictors comes nearest to the response, and how sure is each coefficient?</summary>
public sealed record LinearFit
{
    /// <summary>The intercept first, when there is one, then the predictors in the order given.</summary>
    public required IReadOnlyList<Coefficient> Coefficients { get; init; }

    /// <summary>What the standard errors take for granted.</summary>
    public required ErrorModel ErrorModel { get; init; }

    /// <summary>The number of rows.</summary>
    public required long N { get; init; }

    /// <summary>Rows less coefficients; with clustered errors, clusters less 1.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>In the square of the response's unit.</summary>
    public required double ResidualSumOfSquares { get; init; }

    /// <summary>In units of the response; null when there are as many coefficients as rows.</summary>
    public required double? ResidualSd { get; init; }

    /// <summary>The share of the response's variation that is explained (about its mean with an intercept, about 0 without);
    /// null when the response does not vary.</summary>
    public required double? RSquared { get; init; }

    /// <summary>Response minus prediction, row by row.</summary>
    public required IReadOnlyList<double> Residuals { get; init; }

    /// <summary>The coefficients' variances and covariances; null when no degree of freedom is left.</summary>
    public required IReadOnlyList<IReadOnlyList<double>>? Covariance { get; init; }

    internal double[][] Design { get; init; } = [];

    internal double[][] InverseGram { get; init; } = [];

    internal double Confidence { get; init; } = 0.95;

    /// <summary>The coefficient of that name.</summary>
    /// <exception cref="ArgumentException">No coefficient has that name.</exception>
    public Coefficient this[string name] => Coefficients.Named(name);

    /// <summary>How sure are the coefficients when the spread of the errors differs from row to row?</summary>
    /// <remarks>HC1: White's sandwich times n / (n − k). Source: MacKinnon and White 1985. Cost O(rows × k²).</remarks>
    public LinearFit WithUnequalSpread()
    {
        var rows = Enumerable.Range(0, (int)N).ToArray();
        var k = Coefficients.Count;
        return N <= k ? this : WithSandwich(rows, (int)N, N / (double)(N - k), (int)N - k, ErrorModel.UnequalSpreadHc1);
    }

    /// <summary>How sure are the coefficients when rows of one cluster (a user, a store, a unit seen many times) go together?</summary>
    /// <param name="clusters">The cluster of each row, any integers.</param>
    /// <exception cref="ArgumentException">Not one cluster a row, or fewer than two clusters.</exception>
    /// <remarks>CR1: the clustered sandwich times G/(G−1) · (n−1)/(n−k), t on G − 1 degrees of freedom, the default of
    /// statsmodels and of Stata. With fewer than about 30 clusters, or unequal ones, it is too sure of itself:
    /// Cameron and Miller 2015, section VI. Cost O(rows × k²).</remarks>
    public LinearFit WithClusters(IReadOnlyList<int> clusters)
    {
        Require.SameLength((int)N, clusters.Count, nameof(clusters));
        var index = new Dictionary<int, int>();
        var group = new int[clusters.Count];
        for (var i = 0; i < group.Length; i++)
        {
            if (!index.TryGetValue(clusters[i], out group[i])) index[clusters[i]] = group[i] = index.Count;
        }

        if (index.Count < 2) throw new ArgumentException("Clustered errors need at least two clusters.", nameof(clusters));
        var k = Coefficients.Count;
        if (N <= k) return this;
        double g = index.Count;
        return WithSandwich(group, index.Count, g / (g - 1) * (N - 1) / (N - k), index.Count - 1, ErrorModel.ClusteredCr1);
    }

    private LinearFit WithSandwich(int[] group, int groups, double factor, int degreesOfFreedom, ErrorModel errorModel)
    {
        var k = Coefficients.Count;
        var scores = new double[groups][];
        for (var g = 0; g < groups; g++) scores[g] = new double[k];
        for (var i = 0; i < group.Length; i++)
        {
            for (var j = 0; j < k; j++) scores[group[i]][j] += Design[j][i] * Residuals[i];
        }

        var bread = InverseGram;
        var covariance = new double[k][];
        for (var a = 0; a < k; a++) covariance[a] = new double[k];
        foreach (var score in scores)
        {
            var influence = new double[k];
            for (var a = 0; a < k; a++)
            {
                for (var b = 0; b < k; b++) influence[a] += bread[a][b] * score[b];
            }

            for (var a = 0; a < k; a++)
            {
                for (var b = 0; b < k; b++) covariance[a][b] += factor * influence[a] * influence[b];
            }
        }

        return this with
        {
            Covariance = covariance,
            ErrorModel = errorModel,
            DegreesOfFreedom = degreesOfFreedom,
            Coefficients = [.. Coefficients.Select((coefficient, j) =>
                Coefficient.OfStudent(coefficient.Name, coefficient.Value, Math.Sqrt(covariance[j][j]), degreesOfFreedom, Confidence))],
        };
    }
}

/// <summary>What do the standard errors take for granted?</summary>
public enum ErrorModel
{
    /// <summary>Independent errors of one spread.</summary>
    EqualSpread,

    /// <summary>Independent errors, each with a spread of its own (HC1).</summary>
    UnequalSpreadHc1,

    /// <summary>Errors that go together inside a cluster and are independent between clusters (CR1).</summary>
    ClusteredCr1,
}
