namespace Custos.Statistics.Calibration;

/// <summary>By which one number must logits be divided so that their softmax is best calibrated?</summary>
/// <remarks>Source: Guo et al. 2017, arXiv 1706.04599. The order of the classes never changes.</remarks>
public abstract record TemperatureScale
{
    private TemperatureScale()
    {
    }

    /// <summary>The mean cross-entropy per row without scaling, in nats.</summary>
    public required double LossBefore { get; init; }

    /// <summary>The temperature that fits best exists.</summary>
    /// <param name="Temperature">Above 1 softens, below 1 sharpens.</param>
    /// <param name="LossAfter">The mean cross-entropy per row with it, in nats.</param>
    /// <param name="Gradient">The certificate of convergence: the derivative of the mean loss by 1/T where it stopped.</param>
    public sealed record Fitted(double Temperature, double LossAfter, double Gradient) : TemperatureScale;

    /// <summary>No temperature fits best: the loss falls for ever towards one end.</summary>
    /// <param name="Reason">Why, in plain words.</param>
    public sealed record None(string Reason) : TemperatureScale;

    /// <summary>The temperature for these rows.</summary>
    /// <param name="logits">Rows × classes, row-major, finite.</param>
    /// <param name="labels">The true class per row, counted from 0.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <exception cref="ArgumentException">There is no row, the shapes do not fit, a logit is not finite, or a label is no class.</exception>
    /// <remarks>The loss is convex in 1/T: Newton's method, held inside a bracket of the root. O(rows × classes) per step.</remarks>
    public static TemperatureScale Fit(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Require.Finite(logits, nameof(logits), classes);
        Require.SameLength(logits.Length, labels.Length * classes, nameof(labels));
        foreach (var label in labels)
        {
            if (label < 0 || label >= classes) throw new ArgumentException($"A label is {label}; with {classes} classes it lies in 0 … {classes - 1}.", nameof(labels));
        }

        var before = At(logits, labels, classes, 1).Loss;
        if (At(logits, labels, classes, 0).Gradient >= 0)
        {
            return new None("The logits say nothing about the labels, or the opposite: flatter is always better, so no finite temperature fits best.") { LossBefore = before };
        }

        // Towards 1/T → ∞ the loss has slope 0 or above only if some row's true class is not its largest logit.
        if (!HasMistake(logits, labels, classes))
        {
            return new None("Every row's true class has the largest logit: sharper is always better, so no temperature above 0 fits best.") { LossBefore = before };
        }

        var (inverse, loss, gradient) = Solve(logits, labels, classes);
        return new Fitted(1 / inverse, loss, gradient) { LossBefore = before };
    }

    private static (double Inverse, double Loss, double Gradient) Solve(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int classes)
    {
        double low = 0, high = 1;
        while (At(logits, labels, classes, high).Gradient < 0) (low, high) = (high, high * 2);
        var inverse = (low + high) / 2;
        var at = At(logits, labels, classes, inverse);
        for (var i = 0; i < 200 && at.Gradient != 0 && high - low > 1e-15 * high; i++)
        {
            if (at.Gradient < 0) low = inverse;
            else high = inverse;
            var newton = inverse - at.Gradient / at.Curvature;
            var next = newton > low && newton < high ? newton : (low + high) / 2;
            if (next == inverse) break;
            inverse = next;
            at = At(logits, labels, classes, inverse);
        }

        return (inverse, at.Loss, at.Gradient);
    }

    private static bool HasMistake(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int classes)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var row = logits.Slice(i * classes, classes);
            foreach (var logit in row)
            {
                if (logit > row[labels[i]]) return true;
            }
        }

        return false;
    }

    // The mean loss at inverse temperature b, with its first two derivatives by b: mean − true logit, and the variance, under the softmax.
    private static (double Loss, double Gradient, double Curvature) At(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int classes, double b)
    {
        double loss = 0, gradient = 0, curvature = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var row = logits.Slice(i * classes, classes);
            var largest = double.NegativeInfinity;
            foreach (var logit in row) largest = Math.Max(largest, logit);
            double total = 0, first = 0, second = 0;
            foreach (var logit in row)
            {
                var weight = Math.Exp(b * (logit - largest));
                total += weight;
                first += weight * (logit - largest);
                second += weight * (logit - largest) * (logit - largest);
            }

            var truth = row[labels[i]] - largest;
            loss += Math.Log(total) - b * truth;
            gradient += first / total - truth;
            curvature += second / total - first / total * (first / total);
        }

        return (loss / labels.Length, gradient / labels.Length, curvature / labels.Length);
    }
}
