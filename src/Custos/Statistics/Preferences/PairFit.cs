using Custos.Statistics.Regression;

namespace Custos.Statistics.Preferences;

/// <summary>Which parameters make the games most likely? Newton's method with backtracking.</summary>
/// <param name="Parameters">As <see cref="PairLikelihood"/> orders them.</param>
/// <param name="Factor">The information matrix there, as the lower triangle of its Cholesky factors.</param>
/// <param name="LogLikelihood">The largest log-likelihood.</param>
/// <param name="GradientPerGame">The certificate: the largest slope left, per game.</param>
internal sealed record PairFit(double[] Parameters, double[][] Factor, double LogLikelihood, double GradientPerGame)
{
    private const int MostSteps = 200;
    private const double Converged = 1e-9;
    private const double Flat = 1e-14;
    private const double Rounding = 1e-11;

    /// <returns>Null where the information is singular: the parameters cannot be told apart, or run away.</returns>
    /// <exception cref="InvalidOperationException">The fit did not converge.</exception>
    public static PairFit? Of(PairLikelihood likelihood, double games)
    {
        var parameters = likelihood.Start();
        var gradient = new double[parameters.Length];
        double[][] information = [.. parameters.Select(_ => new double[parameters.Length])];
        var loglik = likelihood.At(parameters, gradient, information);
        var last = double.PositiveInfinity;
        for (var iteration = 0; iteration < MostSteps; iteration++)
        {
            if (Cholesky.Factor(information) is not { } factor) return null;
            var size = gradient.Max(Math.Abs) / games;
            if (size <= Flat || (size <= Converged && size >= last / 2)) return new PairFit(parameters, factor, loglik, size);
            last = size;
            var step = Cholesky.Solve(factor, gradient);
            (parameters, loglik) = Climb(likelihood, parameters, step, loglik, gradient, information);
        }

        throw new InvalidOperationException("The Bradley-Terry fit did not converge.");
    }

    /// <summary>The maximum for games that differ little from those of a known fit, with that fit's curvature; null where it does not settle.</summary>
    public static double[]? Near(PairFit known, PairLikelihood likelihood, double games)
    {
        var parameters = (double[])known.Parameters.Clone();
        var gradient = new double[parameters.Length];
        var last = double.PositiveInfinity;
        for (var step = 0; step < MostSteps; step++)
        {
            var loglik = likelihood.At(parameters, gradient, null);
            var size = gradient.Max(Math.Abs) / games;
            if (!double.IsFinite(loglik) || size > 2 * last) return null;
            if (size <= Converged) return parameters;
            last = size;
            var move = Cholesky.Solve(known.Factor, gradient);
            for (var i = 0; i < parameters.Length; i++) parameters[i] += move[i];
        }

        return null;
    }

    private static (double[] Parameters, double LogLikelihood) Climb(
        PairLikelihood likelihood, double[] from, double[] step, double loglik, double[] gradient, double[][] information)
    {
        for (var length = 1.0; length > 1e-10; length /= 2)
        {
            var trial = from.Select((value, i) => value + length * step[i]).ToArray();
            var reached = likelihood.At(trial, gradient, null);

            // Near the top the gain drowns in rounding; the gradient still tells.
            if (!(reached >= loglik - Rounding * (1 + Math.Abs(loglik)))) continue;
            return (trial, likelihood.At(trial, gradient, information));
        }

        return (from, likelihood.At(from, gradient, information));
    }
}
