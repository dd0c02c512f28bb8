namespace Custos.Learning;

/// <summary>Which weights were found, and how sure is it that they are the best ones?</summary>
/// <param name="Weights">One per column.</param>
/// <param name="Intercept">Added to the weighted sum; it bears no penalty.</param>
/// <param name="GradientNorm">
/// The Euclidean length of the objective's gradient there, intercept included: the certificate. The penalty makes the
/// objective 1-strongly convex in the weights, so that for this intercept they lie within this distance of the best. Weights
/// and gradient are those of the columns as they are penalised, stretched where they are not penalised alike.
/// </param>
/// <param name="Iterations">Newton steps taken.</param>
/// <param name="Converged">Whether <paramref name="GradientNorm"/> is within the tolerance.</param>
/// <param name="Objective"><c>½‖w / s‖² + C · Σ weight · log-loss</c> at the weights, s as in <see cref="LogisticRegression.Fit"/>.</param>
public sealed record LogisticFit(
    ReadOnlyMemory<double> Weights, double Intercept, double GradientNorm, int Iterations, bool Converged, double Objective);
