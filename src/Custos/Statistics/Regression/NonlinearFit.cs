namespace Custos.Statistics.Regression;

/// <summary>How did the search for the best curve end?</summary>
public abstract record NonlinearOutcome
{
    private NonlinearOutcome()
    {
    }

    /// <summary>The sum of squares cannot be made smaller nearby; the fit bears its certificate.</summary>
    public sealed record Converged(NonlinearFit Fit) : NonlinearOutcome;

    /// <summary>No minimum was reached.</summary>
    /// <param name="Reason">Why, and what to do.</param>
    /// <param name="Parameters">Where the search stood; not estimates.</param>
    /// <param name="ResidualSumOfSquares">At those parameters.</param>
    public sealed record NotConverged(string Reason, IReadOnlyList<double> Parameters, double ResidualSumOfSquares) : NonlinearOutcome;

    /// <summary>The fit, or an exception with the reason where there is none.</summary>
    /// <exception cref="InvalidOperationException">The search did not converge.</exception>
    public NonlinearFit Required() => this switch
    {
        Converged converged => converged.Fit,
        NotConverged failed => throw new InvalidOperationException(failed.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Which parameters of the curve come nearest to the response, and how sure is each?</summary>
/// <param name="Coefficients">In the order of the start, with t intervals from the curve's tangent plane at the minimum.</param>
/// <param name="ResidualSumOfSquares">In the square of the response's unit.</param>
/// <param name="ResidualSd">In the response's unit; null when there are as many parameters as rows.</param>
/// <param name="DegreesOfFreedom">Rows less parameters.</param>
/// <param name="N">Rows.</param>
/// <param name="Iterations">Steps that were tried.</param>
/// <param name="RelativeOffset">The certificate: the length of the residuals' shadow on the tangent plane over the length of the
/// residuals. 0 at an exact minimum; far below 0.001 the intervals do not feel what is left (Bates and Watts 1981).</param>
/// <param name="LastStep">The largest relative change of a parameter in the last undamped Gauss–Newton step.</param>
public sealed record NonlinearFit(
    IReadOnlyList<Coefficient> Coefficients,
    double ResidualSumOfSquares,
    double? ResidualSd,
    int DegreesOfFreedom,
    long N,
    int Iterations,
    double RelativeOffset,
    double LastStep);
