namespace Custos.Statistics.Preferences;

/// <summary>What do the losses of preference training say of one pair? For checking exports against what a trainer reports.</summary>
/// <param name="Delta">(log π − log π_ref) of the chosen answer less that of the rejected one, summed over tokens.</param>
/// <param name="Sigmoid">DPO's loss, −ln σ(β Delta).</param>
/// <param name="SigmoidSmoothed">The same with smoothed labels: (1 − ε)(−ln σ(βΔ)) + ε(−ln σ(−βΔ)).</param>
/// <param name="Robust">((1 − ε)(−ln σ(βΔ)) − ε(−ln σ(−βΔ))) / (1 − 2ε): unbiased where labels are flipped with chance ε.</param>
/// <param name="Ipo">(Δ per token − 1/(2β))².</param>
/// <param name="SigmoidPerToken">−ln σ(β Δ per token).</param>
/// <param name="PrefersChosen">Whether Delta is above 0: the implicit reward ranks the pair as labelled; null at exactly 0.</param>
/// <remarks>Sources: Rafailov et al. 2023, arXiv 2305.18290; Azar et al. 2023, arXiv 2310.12036 (IPO); Chowdhury et al. 2024, arXiv 2403.00409 (robust).</remarks>
public sealed record PairLosses(
    double Delta, double Sigmoid, double SigmoidSmoothed, double Robust, double Ipo, double SigmoidPerToken, bool? PrefersChosen)
{
    /// <exception cref="ArgumentException">A number is not finite, beta or a length is not above 0, or the smoothing is not in [0, 0.5).</exception>
    public static PairLosses Of(AnswerLogProbability chosen, AnswerLogProbability rejected, double beta, double labelSmoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(rejected);
        Require.Positive(beta, nameof(beta));
        if (!(labelSmoothing is >= 0 and < 0.5)) throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "Label smoothing is at least 0 and below 0.5.");
        chosen.Check(nameof(chosen));
        rejected.Check(nameof(rejected));
        var delta = chosen.LogRatio - rejected.LogRatio;
        var perToken = chosen.LogRatio / chosen.Tokens - rejected.LogRatio / rejected.Tokens;
        var loss = -LogSigmoid(beta * delta);
        var flipped = -LogSigmoid(-beta * delta);
        var gap = perToken - 1 / (2 * beta);
        return new PairLosses(
            delta,
            loss,
            (1 - labelSmoothing) * loss + labelSmoothing * flipped,
            ((1 - labelSmoothing) * loss - labelSmoothing * flipped) / (1 - 2 * labelSmoothing),
            gap * gap,
            -LogSigmoid(beta * perToken),
            delta == 0 ? null : delta > 0);
    }

    /// <summary>ln σ(x), without overflow at either end.</summary>
    internal static double LogSigmoid(double x) => x >= 0 ? -Math.Log(1 + Math.Exp(-x)) : x - Math.Log(1 + Math.Exp(x));
}

/// <summary>How likely is an answer under the policy and under the reference, summed over its tokens, in nats?</summary>
public sealed record AnswerLogProbability(double Policy, double Reference, double Tokens = 1)
{
    internal double LogRatio => Policy - Reference;

    internal void Check(string name)
    {
        Require.Finite(Policy, name);
        Require.Finite(Reference, name);
        Require.Positive(Tokens, name);
    }
}
