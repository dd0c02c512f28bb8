using Custos.Statistics.Regression;

namespace Custos.Statistics.Agreement;

/// <summary>How did the fit of abilities and difficulties end?</summary>
public abstract record GladOutcome
{
    private GladOutcome()
    {
    }

    /// <summary>The posterior density has a peak here; the fit bears its certificate.</summary>
    public sealed record Converged(GladFit Fit) : GladOutcome;

    /// <summary>No peak was reached.</summary>
    public sealed record NotConverged(string Reason, GladFit Reached) : GladOutcome;

    /// <summary>The fit, or an exception with the reason where there is none.</summary>
    /// <exception cref="InvalidOperationException">It did not converge.</exception>
    public GladFit Required() => this switch
    {
        Converged converged => converged.Fit,
        NotConverged failed => throw new InvalidOperationException(failed.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>How able is each rater, how hard is each item, and what is it?</summary>
/// <param name="Abilities">Of each rater: 0 guesses, above is right more often, below 0 is wrong on purpose.</param>
/// <param name="InverseDifficulties">Of each item, above 0: near 0 nobody can tell.</param>
/// <param name="ChanceOfOne">Of each item, given all labels.</param>
/// <param name="LogPosterior">Natural logarithm, up to a constant.</param>
/// <param name="LargestSlope">The certificate: the steepest slope of the log posterior in any parameter.</param>
/// <param name="Iterations">Of the descent.</param>
public sealed record GladFit(
    IReadOnlyList<double> Abilities, IReadOnlyList<double> InverseDifficulties, IReadOnlyList<double> ChanceOfOne, double LogPosterior, double LargestSlope, int Iterations);

/// <summary>What is each yes-or-no item, when raters differ in ability and items in difficulty?</summary>
/// <remarks>A rater of ability α is right on an item of inverse difficulty β with chance 1 / (1 + e^(−αβ)).
/// Source: Whitehill et al. 2009, with its priors: α and ln β normal about 1 with variance 1.</remarks>
public static class Glad
{
    private const double MostSlope = 1e-6;

    /// <summary>The chance that an item is 1, given abilities and the item's inverse difficulty.</summary>
    /// <param name="abilities">Of the raters who labelled it.</param>
    /// <param name="inverseDifficulty">Above 0.</param>
    /// <param name="labels">Theirs, 0 or 1.</param>
    /// <param name="priorOfOne">Strictly between 0 and 1.</param>
    /// <returns>Each rater's chance of being right, and the item's chance of being 1.</returns>
    /// <exception cref="ArgumentException">A number out of its range.</exception>
    public static (IReadOnlyList<double> Right, double ChanceOfOne) Posterior(
        IReadOnlyList<double> abilities, double inverseDifficulty, IReadOnlyList<int> labels, double priorOfOne = 0.5)
    {
        Require.Finite([.. abilities], nameof(abilities), atLeast: 0);
        Require.Positive(inverseDifficulty, nameof(inverseDifficulty));
        Require.SameLength(abilities.Count, labels.Count, nameof(labels));
        Require.Inside01(priorOfOne, nameof(priorOfOne));
        var logOdds = Math.Log(priorOfOne / (1 - priorOfOne));
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i] is not (0 or 1)) throw new ArgumentException($"Label {i} (counted from 0) is {labels[i]}; a label is 0 or 1.", nameof(labels));
            logOdds += (2 * labels[i] - 1) * abilities[i] * inverseDifficulty;
        }

        return ([.. abilities.Select(ability => LogisticRegression.Sigmoid(ability * inverseDifficulty))], LogisticRegression.Sigmoid(logOdds));
    }

    /// <summary>Fits abilities and difficulties to labels 0 and 1.</summary>
    /// <param name="labels">With <see cref="RaterLabel.Label"/> 0 or 1.</param>
    /// <param name="priorOfOne">The share of items that are 1, strictly between 0 and 1.</param>
    /// <param name="mostIterations">When to give up.</param>
    /// <exception cref="ArgumentException">No label, or a number out of its range.</exception>
    /// <remarks>The peak of the posterior with the items' truths summed out, by quasi-Newton steps. Cost O(labels) an iteration.</remarks>
    public static GladOutcome Fit(IReadOnlyList<RaterLabel> labels, double priorOfOne = 0.5, int mostIterations = 5_000)
    {
        Require.Inside01(priorOfOne, nameof(priorOfOne));
        if (labels.Count == 0) throw new ArgumentException("There is no label.", nameof(labels));
        foreach (var label in labels)
        {
            if (label.Item < 0 || label.Rater < 0 || label.Count < 1 || label.Label is not (0 or 1)) throw new ArgumentException($"A label has item {label.Item}, rater {label.Rater}, label {label.Label}, count {label.Count}; items and raters count from 0, labels are 0 or 1.", nameof(labels));
        }

        var raters = labels.Max(label => label.Rater) + 1;
        var items = labels.Max(label => label.Item) + 1;
        var start = new double[raters + items];
        Array.Fill(start, 1);
        var priorLogOdds = Math.Log(priorOfOne / (1 - priorOfOne));
        var descent = QuasiNewton.Minimise(
            (point, gradient) => NegativeLogPosterior(labels, raters, items, priorLogOdds, point, gradient), start, MostSlope, mostIterations);
        var fit = new GladFit(
            descent.Point[..raters],
            [.. descent.Point[raters..].Select(Math.Exp)],
            [.. ItemLogOdds(labels, raters, items, priorLogOdds, descent.Point).Select(LogisticRegression.Sigmoid)],
            -descent.Value,
            descent.LargestSlope,
            descent.Iterations);
        return descent.LargestSlope <= MostSlope
            ? new GladOutcome.Converged(fit)
            : new GladOutcome.NotConverged($"After {descent.Iterations} iterations the log posterior still slopes by {descent.LargestSlope:G2}. Allow more iterations.", fit);
    }

    private static double[] ItemLogOdds(IReadOnlyList<RaterLabel> labels, int raters, int items, double prior, ReadOnlySpan<double> point)
    {
        var logOdds = new double[items];
        Array.Fill(logOdds, prior);
        foreach (var label in labels) logOdds[label.Item] += (2 * label.Label - 1) * label.Count * point[label.Rater] * Math.Exp(point[raters + label.Item]);
        return logOdds;
    }

    // Fisher's identity: the gradient of the summed-out likelihood is the expected gradient under the posterior of the truth.
    private static double NegativeLogPosterior(
        IReadOnlyList<RaterLabel> labels, int raters, int items, double prior, ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        var logOdds = ItemLogOdds(labels, raters, items, prior, point);
        var whenZero = new double[items];
        foreach (var label in labels)
        {
            var margin = point[label.Rater] * Math.Exp(point[raters + label.Item]);
            whenZero[label.Item] += label.Count * LogSigmoid(label.Label == 0 ? margin : -margin);
        }

        var value = 0.0;
        for (var i = 0; i < items; i++) value -= LogSigmoid(-prior) + whenZero[i] - LogSigmoid(-logOdds[i]);
        foreach (var label in labels)
        {
            var inverse = Math.Exp(point[raters + label.Item]);
            var margin = point[label.Rater] * inverse;
            var one = LogisticRegression.Sigmoid(logOdds[label.Item]);
            var right = label.Label == 1 ? one : 1 - one;
            var slope = -label.Count * (right - LogisticRegression.Sigmoid(margin));
            gradient[label.Rater] += slope * inverse;
            gradient[raters + label.Item] += slope * margin;
        }

        for (var i = 0; i < point.Length; i++)
        {
            value += 0.5 * (point[i] - 1) * (point[i] - 1);
            gradient[i] += point[i] - 1;
        }

        return value;
    }

    private static double LogSigmoid(double x) => x >= 0 ? -double.LogP1(Math.Exp(-x)) : x - double.LogP1(Math.Exp(x));
}
