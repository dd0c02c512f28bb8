using Custos.Statistics.Regression;

namespace Custos.Statistics.Scaling;

/// <summary>Which accuracy on a task goes with a loss? A sigmoid that starts at chance.</summary>
/// <param name="Chance">The accuracy of guessing, which a weak model has.</param>
/// <param name="Ceiling">The accuracy that a loss far below reaches.</param>
/// <param name="Middle">The loss at which half the way is done.</param>
/// <param name="Steepness">Per unit of loss, above 0.</param>
/// <param name="ResidualSd">Of the accuracies about the curve; null with as many numbers as parameters.</param>
/// <param name="N">Observations.</param>
/// <remarks>Source: the second step of Grattafiori et al. 2024 (Llama 3), section 3.2.1, and of Gadre et al. 2024. It holds for accuracies of
/// one task and one way to ask; below the losses seen it is a guess.</remarks>
public sealed record LossToAccuracy(double Chance, double Ceiling, double Middle, double Steepness, double? ResidualSd, long N)
{
    /// <summary>The accuracy at a loss.</summary>
    public double AccuracyAt(double loss)
    {
        Require.Finite(loss, nameof(loss));
        return Chance + (Ceiling - Chance) * LogisticRegression.Sigmoid(Steepness * (Middle - loss));
    }

    /// <summary>Fits middle and steepness, and the ceiling unless it is given.</summary>
    /// <param name="losses">Finite.</param>
    /// <param name="accuracies">In [0, 1], one each; at least one more than there are numbers to find.</param>
    /// <param name="chance">The accuracy of guessing, in [0, 1).</param>
    /// <param name="ceiling">When known, in (chance, 1].</param>
    /// <returns>The curve, or the reason why these points do not settle one.</returns>
    public static (LossToAccuracy? Curve, string? AbsentBecause) Fit(IReadOnlyList<double> losses, IReadOnlyList<double> accuracies, double chance, double? ceiling = 1)
    {
        Require.Finite([.. losses], nameof(losses));
        Require.Probabilities([.. accuracies], nameof(accuracies));
        Require.SameLength(losses.Count, accuracies.Count, nameof(accuracies));
        if (!(chance is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(chance), chance, "Chance lies in [0, 1).");
        if (ceiling is { } given && !(given > chance && given <= 1)) throw new ArgumentOutOfRangeException(nameof(ceiling), ceiling, "The ceiling lies above chance, up to 1.");
        var free = ceiling is null ? 3 : 2;
        if (losses.Count < free + 1) return (null, $"{free} numbers cannot be judged from {losses.Count} point(s).");
        double Share(ReadOnlySpan<double> b, int i) => LogisticRegression.Sigmoid(b[1] * (b[0] - losses[i]));
        Curve curve = (b, i) => chance + ((ceiling ?? b[2]) - chance) * Share(b, i);
        NonlinearFit? best = null;
        var (low, high) = (losses.Min(), losses.Max());
        if (low == high) return (null, "Every loss is the same.");
        foreach (var middle in new[] { 0.0, 0.25, 0.5, 0.75, 1.0 })
        {
            foreach (var steepness in new[] { 1.0, 4, 16 })
            {
                double[] start = [low + middle * (high - low), steepness / (high - low), .. ceiling is null ? [Math.Max(accuracies.Max(), chance + 0.05)] : Array.Empty<double>()];
                if (NonlinearLeastSquares.Fit(accuracies, curve, start) is not NonlinearOutcome.Converged { Fit: var fit }) continue;
                if (best is null || fit.ResidualSumOfSquares < best.ResidualSumOfSquares) best = fit;
            }
        }

        if (best is null || best.Coefficients[1].Value <= 0) return (null, "The accuracies do not rise as the loss falls, or are all at chance: no curve can be told.");
        var top = ceiling ?? best.Coefficients[2].Value;
        return top <= chance || top > 1 + 1e-6
            ? (null, "The ceiling that fits best is no accuracy; give it, or gather points nearer to it.")
            : (new LossToAccuracy(chance, Math.Min(1, top), best.Coefficients[0].Value, best.Coefficients[1].Value, best.ResidualSd, losses.Count), null);
    }
}
