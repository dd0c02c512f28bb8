using Custos.Statistics.Agreement;
using Custos.Statistics.Scaling;
using Xunit.Abstractions;

namespace Custos.SlowTests.Statistics;

/// <summary>Do the intervals that come from drawing anew hold as often as they say?</summary>
public sealed class BootstrapCoverageTests(ITestOutputHelper output)
{
    // Three raters, each right 17 times in 20 on a yes-or-no item that is yes 3 times in 10, a fifth of the ratings missing:
    // two ratings differ with chance 2 × 0.85 × 0.15 = 0.255, by chance alone with 2 × 0.36 × 0.64 = 0.4608.
    [Theory]
    [InlineData(40)]
    [InlineData(150)]
    public void Krippendorffs_interval_covers_with_missing_ratings(int items)
    {
        const double truth = 1 - 0.255 / 0.4608;
        var covered = Repeated.Share(random =>
        {
            double?[][] ratings = [new double?[items], new double?[items], new double?[items]];
            for (var item = 0; item < items; item++)
            {
                var yes = random.NextDouble() < 0.3;
                foreach (var rater in ratings) rater[item] = random.NextDouble() < 0.2 ? null : (random.NextDouble() < 0.85) == yes ? 1 : 0;
            }

            return KrippendorffAlpha.Measure(ratings, MeasurementScale.Nominal, resamples: 400, seed: random.Next()).Interval!.Value.Contains(truth);
        });
        output.WriteLine(FormattableString.Invariant($"{items} items: {covered:P1}"));
        covered.ShouldBeInRange(Simulated.AtLeast(0.945), Simulated.AtMost(0.95));
    }

    // Twelve runs, a scatter of half a percent, foretold at three times the largest size and the most data. A run that settles no law counts as a miss.
    [Fact]
    public void Prediction_of_the_next_size_covers()
    {
        var law = new ScalingLaw(406.4, 410.7, 1.69, 0.34, 0.28);
        var covered = Repeated.Share(
            random =>
            {
                TrainingRun[] runs =
                [
                    .. from parameters in new[] { 1e8, 3e8, 1e9, 3e9 } from tokens in new[] { 2e9, 8e9, 3.2e10 }
                       select new TrainingRun(parameters, tokens, law.LossAt(parameters, tokens) * Math.Exp(0.005 * random.Normal())),
                ];
                if (ScalingFit.Fit(runs) is not ScalingOutcome.Fitted { Fit: var fit }) return false;
                var predicted = fit.Predict(runs, ScalingFit.Bootstrap(runs, fit, resamples: 100, seed: random.Next()), 1e10, 1e11);
                return predicted.Interval.Contains(law.LossAt(1e10, 1e11) * Math.Exp(0.005 * random.Normal()));
            });
        output.WriteLine(FormattableString.Invariant($"covered {covered:P1}"));
        covered.ShouldBeInRange(Simulated.AtLeast(0.95), Simulated.AtMost(0.97));
    }
}
