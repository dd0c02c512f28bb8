using Custos.Statistics.Agreement;
using Custos.Statistics.Causal;
using Custos.Statistics.Experiments;
using Custos.Statistics.Means;
using Custos.Statistics.Monitoring;
using Custos.Statistics.Regression;
using Custos.Statistics.TimeSeries;

namespace Custos.SlowTests.Statistics;

public sealed class EstimateCoverageTests
{
    [Theory]
    [InlineData(5, 20, 1, 4)]
    [InlineData(10, 10, 1, 1)]
    [InlineData(50, 8, 3, 1)]
    public void Welch_covers_the_difference_of_normal_arms(int n1, int n2, double sd1, double sd2)
    {
        Repeated.Share(random => ArmDifference.Welch(Arm(random, n1, sd1), Arm(random, n2, sd2)).Interval.Contains(0)).ShouldBe(0.95, Repeated.Band(0.95));

        static Moments Arm(Random random, int n, double sd) => Moments.Of([.. Enumerable.Range(0, n).Select(_ => sd * random.Normal())]);
    }

    [Fact]
    public void Cuped_covers_and_is_narrower()
    {
        Repeated.Share(random =>
        {
            var (a, b) = (Arm(random), Arm(random));
            return Cuped.Compare(a, b).Adjusted.Interval.Contains(0);
        }).ShouldBe(0.95, Repeated.Band(0.95));

        static PairMoments Arm(Random random)
        {
            double[] x = [.. Enumerable.Range(0, 60).Select(_ => random.Normal())];
            return PairMoments.Of(x, [.. x.Select(value => value + 0.5 * random.Normal())]);
        }
    }

    [Fact]
    public void Equivalence_at_the_margin_is_claimed_at_most_as_often_as_said() =>
        Repeated.Share(random => Equivalence.Test(
            ArmDifference.Welch(
                Moments.Of([.. Enumerable.Range(0, 40).Select(_ => random.Normal())]),
                Moments.Of([.. Enumerable.Range(0, 40).Select(_ => random.Normal() + 0.8)])),
            -0.8,
            0.8).P < 0.05).ShouldBeLessThanOrEqualTo(0.05 + Repeated.Band(0.05));

    // Forty units, errors that go together inside each: clustered intervals cover, classical ones do not come near.
    [Fact]
    public void Clustered_errors_cover_where_classical_ones_fail()
    {
        Repeated.Share(random => Fit(random).EffectClustered!.Interval!.Value.Contains(0)).ShouldBe(0.95, Repeated.Band(0.95));
        Repeated.Share(random => Fit(random).Effect.Interval!.Value.Contains(0)).ShouldBeLessThan(0.85);

        static DifferenceInDifferences Fit(Random random)
        {
            List<PanelRow> rows = [];
            for (var unit = 0; unit < 40; unit++)
            {
                var (level, change) = (0.2 * random.Normal(), random.Normal());
                for (var time = 0; time < 8; time++) rows.Add(new PanelRow(unit, unit < 20, time >= 4, level + (time >= 4 ? change : 0) + 0.3 * random.Normal(), time));
            }

            return DifferenceInDifferences.Fit(rows);
        }
    }

    [Fact]
    public void Doubly_robust_covers_under_confounding()
    {
        Repeated.Share(random =>
        {
            double[] x = [.. Enumerable.Range(0, 300).Select(_ => random.Normal())];
            double[] treated = [.. x.Select(value => random.NextDouble() < 1 / (1 + Math.Exp(-0.7 * value)) ? 1.0 : 0)];
            double[] y = [.. x.Select((value, i) => value + treated[i] + random.Normal())];
            return DoublyRobust.Fit(treated, y, [new("x", x)]).Required().Augmented.Interval.Contains(1);
        }).ShouldBe(0.95, Repeated.Band(0.95));
    }

    // Exact where the ratio of variances is known; it is not, so the promise is to within some points.
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void Causal_impact_finds_nothing_where_nothing_is_as_often_as_said(double wander)
    {
        Repeated.Share(random =>
        {
            var level = 0.0;
            var series = new double[28];
            for (var t = 0; t < series.Length; t++)
            {
                level += wander * random.Normal();
                series[t] = level + random.Normal();
            }

            return CausalImpact.Measure(series[..25], series[25..]).P < 0.05;
        }).ShouldBe(0.05, 0.02 + Repeated.Band(0.05));
    }

    [Fact]
    public void Intraclass_intervals_cover()
    {
        Repeated.Share(random =>
        {
            double[][] ratings = [.. Enumerable.Range(0, 15).Select(_ =>
            {
                var item = random.Normal();
                return Enumerable.Range(0, 4).Select(_ => item + random.Normal()).ToArray();
            })];
            return IntraclassCorrelation.Measure(ratings).OneWay.Interval!.Value.Contains(0.5);
        }).ShouldBe(0.95, Repeated.Band(0.95));
    }

    [Fact]
    public void Kappas_large_sample_interval_is_near_nominal_at_a_hundred_items()
    {
        // Both right with chance 0.8 on a coin: agreement 0.68, kappa 0.36.
        Repeated.Share(random =>
        {
            double[] first = new double[100], second = new double[100];
            for (var i = 0; i < 100; i++)
            {
                var truth = random.Next(2);
                first[i] = random.NextDouble() < 0.8 ? truth : 1 - truth;
                second[i] = random.NextDouble() < 0.8 ? truth : 1 - truth;
            }

            return CohenKappa.Measure(RatingTable.Of(first, second, [0, 1])).Interval!.Value.Contains(0.36);
        }).ShouldBe(0.95, Repeated.Band(0.95));
    }

    [Fact]
    public void Logistic_intervals_cover_at_two_hundred_rows()
    {
        Repeated.Share(random =>
        {
            double[] x = [.. Enumerable.Range(0, 200).Select(_ => random.Normal())];
            double[] y = [.. x.Select(value => random.NextDouble() < 1 / (1 + Math.Exp(-value)) ? 1.0 : 0)];
            return LogisticRegression.Fit(y, [.. Enumerable.Repeat(1.0, 200)], [new("x", x)]).Required()["x"].Interval!.Value.Contains(1);
        }).ShouldBe(0.95, Repeated.Band(0.95));
    }

    [Fact]
    public void The_permutation_p_of_MMD_is_never_too_small()
    {
        Repeated.Share(random =>
        {
            double[][] Draw(int n) => [.. Enumerable.Range(0, n).Select(_ => new[] { random.Normal(), Math.Exp(random.Normal()) })];
            return MeanDiscrepancy.Test(Draw(12), Draw(18), permutations: 99, seed: random.Next(1000)).P <= 0.05;
        }).ShouldBeLessThanOrEqualTo(0.05 + Repeated.Band(0.05));
    }
}
