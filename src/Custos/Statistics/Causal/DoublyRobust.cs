using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Regression;

namespace Custos.Statistics.Causal;

/// <summary>How did the estimate of the treatment's effect end?</summary>
public abstract record DoublyRobustOutcome
{
    private DoublyRobustOutcome()
    {
    }

    /// <summary>Both models exist, and this is the effect.</summary>
    public sealed record Estimated(DoublyRobust Effect) : DoublyRobustOutcome;

    /// <summary>The data do not say what would have been.</summary>
    /// <param name="Reason">Why, in plain words: the confounders tell treated from untreated without a fault, or one is a combination of others.</param>
    public sealed record CannotTell(string Reason) : DoublyRobustOutcome;

    /// <summary>The effect, or an exception with the reason where there is none.</summary>
    /// <exception cref="InvalidOperationException">The data cannot tell.</exception>
    public DoublyRobust Required() => this switch
    {
        Estimated estimated => estimated.Effect,
        CannotTell cannot => throw new InvalidOperationException(cannot.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>What does the treatment do, when several confounders, also continuous ones, go with both treatment and outcome?</summary>
/// <param name="Naive">Treated minus untreated mean as they are.</param>
/// <param name="Weighted">By inverse propensity, the weights scaled to sum to 1 in each arm (Hájek).</param>
/// <param name="Augmented">Doubly robust: right when either the model of the treatment or that of the outcome is.</param>
/// <param name="LargestImbalanceBefore">The largest standardised mean difference of a confounder between the arms.</param>
/// <param name="LargestImbalanceAfter">The same after weighting: the falsification test of the treatment's model. Above 0.1 it does not hold.</param>
/// <param name="EffectiveN">How many equally weighted units the weighted ones are worth; far below n a few units decide.</param>
/// <param name="SmallestPropensity">The least chance of the treatment that a unit got; near 0 the data cannot say what would have been.</param>
/// <param name="LargestPropensity">The greatest chance of the treatment; near 1 likewise.</param>
/// <remarks>It takes for granted that these confounders are all there are. Sources: Robins, Rotnitzky and Zhao 1994; Lunceford and
/// Davidian 2004. The augmented estimate's interval comes from its influence function.</remarks>
public sealed record DoublyRobust(
    double Naive,
    double Weighted,
    Estimate Augmented,
    double LargestImbalanceBefore,
    double LargestImbalanceAfter,
    double EffectiveN,
    double SmallestPropensity,
    double LargestPropensity)
{
    /// <param name="treated">1 for treated, 0 for not; both must occur.</param>
    /// <param name="outcome">Of each unit, finite.</param>
    /// <param name="confounders">At least one.</param>
    /// <param name="confidence">Of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">An arm has fewer units than the outcome's model has coefficients, or a number is out of range.</exception>
    public static DoublyRobustOutcome Fit(IReadOnlyList<double> treated, IReadOnlyList<double> outcome, IReadOnlyList<Predictor> confounders, double confidence = 0.95)
    {
        Require.SameLength(treated.Count, outcome.Count, nameof(outcome));
        Require.Finite([.. outcome], nameof(outcome));
        Require.Inside01(confidence, nameof(confidence));
        if (treated.Any(value => value is not (0 or 1))) throw new ArgumentException("A unit is treated (1) or not (0).", nameof(treated));
        if (confounders.Count == 0) throw new ArgumentException("There is no confounder to adjust for.", nameof(confounders));
        var n = treated.Count;
        foreach (var arm in new[] { 0, 1 })
        {
            var members = treated.Count(value => value == arm);
            if (members < confounders.Count + 2) throw new ArgumentException($"Only {members} unit(s) are {(arm == 1 ? "treated" : "untreated")}; the outcome's model needs at least {confounders.Count + 2}.", nameof(treated));
        }

        var propensity = LogisticRegression.Fit(treated, [.. Enumerable.Repeat(1.0, n)], confounders);
        if (propensity is LogisticOutcome.Separated) return new DoublyRobustOutcome.CannotTell("The confounders tell treated from untreated without a fault, so no unit shows what another's treatment would have done to it. Compare only units that could have gone either way.");
        if (propensity is LogisticOutcome.Singular singular) return new DoublyRobustOutcome.CannotTell(singular.Reason);
        if (OutcomeModel(1) is not { } one || OutcomeModel(0) is not { } zero) return new DoublyRobustOutcome.CannotTell("Within an arm a confounder can be computed from the others, or never changes, so the outcome's model is not settled. Leave it out.");
        var model = propensity.Required();
        double[] chance = [.. Enumerable.Range(0, n).Select(i => model.ChanceAt([.. confounders.Select(confounder => confounder.Values[i])]))];
        double[] weight = [.. Enumerable.Range(0, n).Select(i => treated[i] == 1 ? 1 / chance[i] : 1 / (1 - chance[i]))];
        double[] none = [.. Enumerable.Repeat(1.0, n)];
        double[] influence =
        [
            .. Enumerable.Range(0, n).Select(i => one[i] - zero[i]
                + (treated[i] == 1 ? weight[i] * (outcome[i] - one[i]) : -weight[i] * (outcome[i] - zero[i]))),
        ];
        var effect = influence.Average();
        var half = Normal.InverseSurvival((1 - confidence) / 2) * Math.Sqrt(influence.Sum(value => (value - effect) * (value - effect)) / (n - 1.0) / n);
        return new DoublyRobustOutcome.Estimated(new DoublyRobust(
            Mean(outcome, 1, none) - Mean(outcome, 0, none),
            Mean(outcome, 1, weight) - Mean(outcome, 0, weight),
            new Estimate(effect, new Interval(effect - half, effect + half, confidence), n),
            confounders.Max(confounder => Imbalance(confounder.Values, none)),
            confounders.Max(confounder => Imbalance(confounder.Values, weight)),
            weight.Sum() * weight.Sum() / weight.Sum(value => value * value),
            chance.Min(),
            chance.Max()));

        double[]? OutcomeModel(double arm)
        {
            int[] members = [.. Enumerable.Range(0, n).Where(i => treated[i] == arm)];
            var outcomes = LeastSquares.Fit(
                [.. members.Select(i => outcome[i])],
                [.. confounders.Select(confounder => new Predictor(confounder.Name, [.. members.Select(i => confounder.Values[i])]))]);
            if (outcomes is not RegressionOutcome.Fitted { Fit: var fit }) return null;
            return [.. Enumerable.Range(0, n).Select(i => fit.Coefficients[0].Value + confounders.Select((confounder, j) => fit.Coefficients[j + 1].Value * confounder.Values[i]).Sum())];
        }

        double Mean(IReadOnlyList<double> values, double arm, double[] weights)
        {
            var (sum, all) = (0.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                if (treated[i] != arm) continue;
                sum += weights[i] * values[i];
                all += weights[i];
            }

            return sum / all;
        }

        double Imbalance(IReadOnlyList<double> values, double[] weights)
        {
            var spread = Math.Sqrt((Variance(values, 1) + Variance(values, 0)) / 2);
            return spread > 0 ? Math.Abs(Mean(values, 1, weights) - Mean(values, 0, weights)) / spread : 0;
        }

        double Variance(IReadOnlyList<double> values, double arm)
        {
            var mean = Mean(values, arm, none);
            return Mean([.. values.Select(value => (value - mean) * (value - mean))], arm, none);
        }
    }
}
