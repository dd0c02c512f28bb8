namespace Custos.Statistics.Regression;

/// <summary>How did the logistic regression end?</summary>
public abstract record LogisticOutcome
{
    private LogisticOutcome()
    {
    }

    /// <summary>The likelihood has its maximum here; the fit bears its certificate.</summary>
    public sealed record Fitted(LogisticFit Fit) : LogisticOutcome;

    /// <summary>The predictors tell the two outcomes apart without a fault (or with ties only), so the likelihood rises for ever.</summary>
    /// <param name="Predictors">The predictors whose coefficients ran away.</param>
    /// <param name="Reason">The same in plain words, with what to do.</param>
    public sealed record Separated(IReadOnlyList<string> Predictors, string Reason) : LogisticOutcome;

    /// <summary>A predictor is a combination of others.</summary>
    public sealed record Singular(string Reason) : LogisticOutcome;

    /// <summary>The fit, or an exception with the reason where there is none.</summary>
    /// <exception cref="InvalidOperationException">No maximum exists, or it is not unique.</exception>
    public LogisticFit Required() => this switch
    {
        Fitted fitted => fitted.Fit,
        Separated separated => throw new InvalidOperationException(separated.Reason),
        Singular singular => throw new InvalidOperationException(singular.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>How do the log-odds of the outcome move with each predictor?</summary>
/// <param name="Coefficients">In log-odds per unit of the predictor, with normal (Wald) intervals.</param>
/// <param name="LogLikelihood">At the maximum, natural logarithm.</param>
/// <param name="NullLogLikelihood">With the intercept alone; null when there is none.</param>
/// <param name="N">The number of trials.</param>
/// <param name="Iterations">Newton steps.</param>
/// <param name="NewtonDecrement">The certificate: gᵀ H⁻¹ g / 2, the log-likelihood still to be gained, at most 1e-12 of a unit.</param>
public sealed record LogisticFit(
    IReadOnlyList<Coefficient> Coefficients,
    double LogLikelihood,
    double? NullLogLikelihood,
    long N,
    int Iterations,
    double NewtonDecrement)
{
    /// <summary>The coefficient of that name.</summary>
    /// <exception cref="ArgumentException">No coefficient has that name.</exception>
    public Coefficient this[string name] => Coefficients.Named(name);

    /// <summary>The chance of the outcome at these predictor values, in the order of the predictors.</summary>
    public double ChanceAt(params ReadOnlySpan<double> predictors)
    {
        var intercept = Coefficients.Count > predictors.Length;
        var logOdds = intercept ? Coefficients[0].Value : 0;
        for (var j = 0; j < predictors.Length; j++) logOdds += Coefficients[j + (intercept ? 1 : 0)].Value * predictors[j];
        return LogisticRegression.Sigmoid(logOdds);
    }
}
