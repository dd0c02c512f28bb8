using Custos.Statistics.Conformal;
using Custos.Statistics.Distributions;
using Custos.Statistics.Scores;
using Xunit.Abstractions;

namespace Custos.SlowTests.Statistics;

/// <summary>Do the intervals and promises about scores hold as often as they say?</summary>
/// <remarks>The bands of approximate methods are what they cover, as tabled in docs/stages/statistics.md, give or take the simulation.</remarks>
public sealed class ScoreCoverageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(20, 20, 0.8, 0.94, 0.98)]
    [InlineData(10, 200, 0.95, 0.94, 0.99)]
    [InlineData(100, 100, 0.95, 0.93, 0.965)]
    public void The_interval_of_an_area_under_the_curve_covers(int positives, int negatives, double area, double least, double most)
    {
        // Normal scores a distance apart give the area Φ(distance / √2).
        var distance = Normal.Quantile(area) * Math.Sqrt(2);
        RocArea Draw(Random random) => RocArea.Of(ScoreSample.OfClasses(random.Draw(negatives, Simulated.NextNormal), random.Draw(positives, r => r.NextNormal() + distance)));
        var preferred = Simulated.Share(random => Draw(random).Estimate.Interval.Contains(area));
        var wald = Simulated.Share(random => Draw(random).WaldInterval!.Value.Contains(area));
        var score = Simulated.Share(random => Draw(random).ScoreInterval.Contains(area));
        output.WriteLine(FormattableString.Invariant($"{positives}+{negatives}, area {area}: preferred {preferred:P1}, Wald {wald:P1}, score {score:P1}"));
        preferred.ShouldBeInRange(least, most);
        score.ShouldBeGreaterThan(0.9);
    }

    // The class size at which the interval changes its formula was chosen on other seeds than these.
    [Theory]
    [InlineData(99, 0.75)]
    [InlineData(99, 0.97)]
    [InlineData(100, 0.75)]
    [InlineData(100, 0.97)]
    public void The_interval_of_an_area_covers_on_both_sides_of_its_switch(int rows, double area)
    {
        var distance = Normal.Quantile(area) * Math.Sqrt(2);
        var covered = Simulated.Share(seed =>
        {
            var random = new Random(1_000_000_000 + seed.Next(1_000_000_000));
            return RocArea.Of(ScoreSample.OfClasses(random.Draw(rows, Simulated.NextNormal), random.Draw(rows, r => r.NextNormal() + distance))).Estimate.Interval.Contains(area);
        });
        output.WriteLine(FormattableString.Invariant($"{rows}+{rows}, area {area}: {covered:P1}"));
        covered.ShouldBeGreaterThanOrEqualTo(Simulated.AtLeast(0.945));
    }

    [Fact]
    public void The_interval_of_average_precision_covers()
    {
        // The truth by one sample of two hundred thousand rows.
        double Of(Random random, int positives, out AveragePrecision found)
        {
            found = AveragePrecision.Of(ScoreSample.OfClasses(random.Draw(9 * positives, Simulated.NextNormal), random.Draw(positives, r => r.NextNormal() + 1.5)));
            return found.Estimate.Value;
        }

        var truth = Of(new Random(-1), 20_000, out _);
        var covered = Simulated.Share(random =>
        {
            Of(random, 50, out var found);
            return found.Estimate.Interval.Contains(truth);
        });
        output.WriteLine(FormattableString.Invariant($"average precision, 50 of 500: {covered:P1}"));
        covered.ShouldBeInRange(0.92, 0.995);
    }

    [Theory]
    [InlineData(500, 0.01)]
    [InlineData(5000, 0.001)]
    [InlineData(300, 0.05)]
    public void A_threshold_within_a_budget_keeps_it_as_often_as_promised(int negatives, double budget)
    {
        // Uniform negatives: the true rate above a threshold is one less the threshold.
        var kept = Simulated.Share(random =>
            ThresholdBudget.Select(ScoreSample.OfClasses(random.Draw(negatives, r => r.NextDouble()), random.Draw(50, r => Math.Sqrt(r.NextDouble()))), budget)
                is not ThresholdBudget.Found { Point.Threshold: var threshold } || 1 - threshold <= budget);
        output.WriteLine(FormattableString.Invariant($"budget {budget}, {negatives} negatives: kept {kept:P1}"));
        kept.ShouldBeGreaterThanOrEqualTo(Simulated.AtLeast(0.95));
    }

    [Theory]
    [InlineData(9, 0.1)]
    [InlineData(50, 0.05)]
    [InlineData(200, 0.1)]
    public void A_conformal_quantile_keeps_the_truth_as_often_as_promised(int rows, double alpha)
    {
        var kept = Simulated.Share(random => Simulated.Cauchy(random) <= ConformalQuantile.Of(random.Draw(rows, Simulated.Cauchy), alpha).Value);
        kept.ShouldBeInRange(Simulated.AtLeast(1 - alpha), Simulated.AtMost(1 - alpha + 1.0 / (rows + 1)));
    }
}
