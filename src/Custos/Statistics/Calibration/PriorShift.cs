namespace Custos.Statistics.Calibration;

/// <summary>What is a probability worth where positives are rarer, or more frequent, than where it was learnt?</summary>
/// <remarks>Assumes that only the share of positives changed, not what positives and negatives look like. Source: Saerens, Latinne, Decaestecker 2002, Neural Computation 14, 21.</remarks>
public static class PriorShift
{
    /// <summary>The probability at the deployed prevalence.</summary>
    /// <param name="probability">The calibrated probability at the training prevalence, in [0, 1].</param>
    /// <param name="trainPrevalence">The share of positives in training, inside (0, 1).</param>
    /// <param name="deployPrevalence">The share of positives in deployment, inside (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double Correct(double probability, double trainPrevalence, double deployPrevalence)
    {
        if (!(probability is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        Require.Inside01(trainPrevalence, nameof(trainPrevalence));
        Require.Inside01(deployPrevalence, nameof(deployPrevalence));
        // Products, since a quotient by a tiny prevalence would overflow.
        var positive = probability * deployPrevalence * (1 - trainPrevalence);
        var negative = (1 - probability) * (1 - deployPrevalence) * trainPrevalence;
        return positive / (positive + negative);
    }

    /// <summary>What share of these unlabelled rows is positive, judging by their probabilities alone?</summary>
    /// <returns>The prevalence that makes the corrected probabilities average to itself: the maximum-likelihood estimate, in [0, 1].</returns>
    /// <exception cref="ArgumentException">There is no row, or a probability is outside [0, 1].</exception>
    /// <remarks>The likelihood is concave in the prevalence: its derivative's root by bisection. O(n) per step, about 50 steps.</remarks>
    public static double EstimatePrevalence(ReadOnlySpan<double> probabilities, double trainPrevalence)
    {
        Require.Probabilities(probabilities, nameof(probabilities));
        Require.Inside01(trainPrevalence, nameof(trainPrevalence));
        if (Slope(probabilities, trainPrevalence, 0) <= 0) return 0;
        if (Slope(probabilities, trainPrevalence, 1) >= 0) return 1;
        double low = 0, high = 1;
        while (high - low > 1e-15)
        {
            var middle = (low + high) / 2;
            if (middle == low || middle == high) break;
            if (Slope(probabilities, trainPrevalence, middle) > 0) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    // d/dπ of Σ ln(π a + (1 − π) b), a = p / train and b = (1 − p) / (1 − train).
    private static double Slope(ReadOnlySpan<double> probabilities, double trainPrevalence, double prevalence)
    {
        var sum = 0.0;
        foreach (var p in probabilities)
        {
            var a = p / trainPrevalence;
            var b = (1 - p) / (1 - trainPrevalence);
            sum += (a - b) / (prevalence * a + (1 - prevalence) * b);
        }

        return sum;
    }
}
