using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Experiments;
using Custos.Statistics.Regression;

namespace Custos.Statistics.Causal;

/// <summary>How much of an effect goes through a step in between?</summary>
/// <param name="Total">Outcome with the treatment minus without.</param>
/// <param name="NaturalDirect">What the treatment does with the mediator left as it would be without (NDE).</param>
/// <param name="NaturalIndirect">What the mediator's change does without the treatment (NIE).</param>
/// <param name="TotalIndirect">What the mediator's change does with the treatment (TNIE) = total − natural direct.</param>
/// <param name="TotalDirect">What the treatment does with the mediator as it is with it (TNDE) = total − natural indirect.</param>
/// <remarks>It takes for granted that nothing unmeasured goes with treatment and outcome, treatment and mediator, or mediator and outcome,
/// and that the treatment moves no confounder of the last two. A randomised treatment does not give the last. Source: Pearl 2001.</remarks>
public sealed record Mediation(double Total, double NaturalDirect, double NaturalIndirect, double TotalIndirect, double TotalDirect)
{
    /// <summary>Natural indirect over total; null when the total is 0. Outside [0, 1] when the two parts oppose each other.</summary>
    public double? ProportionMediated => Total == 0 ? null : NaturalIndirect / Total;

    /// <summary>From the chances of a yes-or-no mediator and outcome.</summary>
    /// <param name="mediatorWithout">P(mediator) without the treatment.</param>
    /// <param name="mediatorWith">P(mediator) with it.</param>
    /// <param name="outcome">P(outcome) by treatment (first index, 0 or 1) and mediator (second).</param>
    /// <exception cref="ArgumentException">A chance lies outside [0, 1], or the table is not 2 × 2.</exception>
    public static Mediation OfChances(double mediatorWithout, double mediatorWith, IReadOnlyList<IReadOnlyList<double>> outcome)
    {
        Require.Probabilities([mediatorWithout], nameof(mediatorWithout));
        Require.Probabilities([mediatorWith], nameof(mediatorWith));
        if (outcome.Count != 2 || outcome.Any(row => row.Count != 2)) throw new ArgumentException("Give the chance of the outcome for two treatments and two mediators.", nameof(outcome));
        foreach (var row in outcome) Require.Probabilities([.. row], nameof(outcome));
        var untouched = Mean(0, mediatorWithout);
        var (direct, indirect, total) = (Mean(1, mediatorWithout) - untouched, Mean(0, mediatorWith) - untouched, Mean(1, mediatorWith) - untouched);
        return new Mediation(total, direct, indirect, total - direct, total - indirect);

        double Mean(int treatment, double mediator) => outcome[treatment][0] * (1 - mediator) + outcome[treatment][1] * mediator;
    }
}

/// <summary>How much of an effect goes through a step in between, when all is linear?</summary>
/// <param name="A">Mediator per unit of treatment.</param>
/// <param name="B">Outcome per unit of mediator, the treatment held still.</param>
/// <param name="Direct">Outcome per unit of treatment, the mediator held still.</param>
/// <param name="Total">Outcome per unit of treatment.</param>
/// <param name="Indirect">A · B, with the interval of Monte Carlo draws (it is not symmetric).</param>
/// <param name="SobelError">√(a² var b + b² var a): the classical standard error of A · B, poor in small samples.</param>
/// <param name="CancellingCorrelation">The falsification test: how strongly something unmeasured would have to tie mediator and outcome, as the
/// correlation of what it adds to both, for nothing at all to go through the mediator. Near 0 a weak confounder explains the finding away. In
/// [−1, 1]; null when the treatment tells the mediator or the outcome exactly.</param>
/// <remarks>As <see cref="Mediation"/>, and treatment and mediator do not interact. Sources: Baron and Kenny 1986; Sobel 1982;
/// MacKinnon, Lockwood and Williams 2004; the sensitivity: Imai, Keele and Yamamoto 2010, theorem 4.</remarks>
public sealed record LinearMediation(
    Coefficient A, Coefficient B, Coefficient Direct, Coefficient Total, Estimate Indirect, double SobelError, double? CancellingCorrelation)
{
    private const int Draws = 20_000;

    /// <param name="treatment">Of each unit, finite, not constant.</param>
    /// <param name="mediator">Likewise.</param>
    /// <param name="outcome">Likewise; at least four units.</param>
    /// <param name="confidence">Of the intervals, in (0, 1).</param>
    /// <param name="seed">Of the draws.</param>
    /// <exception cref="ArgumentException">The treatment is constant, or the mediator is a straight function of it.</exception>
    public static LinearMediation Fit(IReadOnlyList<double> treatment, IReadOnlyList<double> mediator, IReadOnlyList<double> outcome, double confidence = 0.95, int seed = 0)
    {
        if (treatment.Count < 4) throw new ArgumentException("Mediation needs at least four units.", nameof(treatment));
        if (LeastSquares.Fit(mediator, [new("treatment", treatment)], confidence: confidence) is not RegressionOutcome.Fitted { Fit: var first })
        {
            throw new ArgumentException("The treatment never changes.", nameof(treatment));
        }

        if (LeastSquares.Fit(outcome, [new("treatment", treatment), new("mediator", mediator)], confidence: confidence) is not RegressionOutcome.Fitted { Fit: var both })
        {
            throw new ArgumentException("The mediator is a straight function of the treatment, so what goes through it cannot be told from what goes past it.", nameof(mediator));
        }

        var a = first["treatment"];
        var b = both["mediator"];
        var whole = LeastSquares.Fit(outcome, [new("treatment", treatment)], confidence: confidence).Required();
        var (sa, sb) = (a.StandardError!.Value, b.StandardError!.Value);
        var random = new Random(seed);
        var products = new double[Draws];
        for (var i = 0; i < Draws; i++) products[i] = (a.Value + sa * Draw()) * (b.Value + sb * Draw());
        Array.Sort(products);
        var tail = (1 - confidence) / 2;
        var interval = new Interval(products[(int)(tail * Draws)], products[Draws - 1 - (int)(tail * Draws)], confidence);
        return new LinearMediation(
            a, b, both["treatment"], whole["treatment"], new Estimate(a.Value * b.Value, interval, treatment.Count), double.Hypot(a.Value * sb, b.Value * sa),
            PairMoments.Of([.. first.Residuals], [.. whole.Residuals]).Correlation);

        double Draw() => Normal.Quantile((random.Next() + 0.5) / int.MaxValue);
    }
}
