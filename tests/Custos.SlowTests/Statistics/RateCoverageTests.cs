using Custos.Records;
using Custos.Statistics.Counts;
using Custos.Statistics.Distributions;
using Custos.Statistics.Rates;

namespace Custos.SlowTests.Statistics;

/// <summary>Does each interval cover as often as it says, on the hard corners?</summary>
/// <remarks>Where outcomes can be summed, coverage is exact and no luck is involved; elsewhere it is simulated with fixed seeds, inside the band of a right method (1e-4).</remarks>
public sealed class RateCoverageTests
{
    private const int Repetitions = 4000;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(300)]
    public void Clopper_and_Pearson_never_fall_short_for_any_rate_down_to_one_in_a_million(int n)
    {
        foreach (var rate in HardRates())
        {
            BinomialCoverage.Of(BinomialIntervals.ClopperPearson, rate, n).ShouldBeGreaterThanOrEqualTo(0.95 - 1e-12);
            OneSided(rate, n).ShouldBeGreaterThanOrEqualTo(0.95 - 1e-12);
        }
    }

    // Brown, Cai, DasGupta 2001: Wilson's mean coverage is near 95 % and its dips are where they show them; Jeffreys' equal-tailed falls to 0 near 0.
    [Fact]
    public void The_approximate_ones_cover_95_percent_on_average_and_dip_where_published()
    {
        var rates = Enumerable.Range(1, 999).Select(i => i / 1000.0).ToList();
        foreach (var method in new Func<long, long, double, Interval>[] { BinomialIntervals.Wilson, BinomialIntervals.JeffreysBrownCaiDasGupta, BinomialIntervals.AgrestiCoull })
        {
            rates.Average(rate => BinomialCoverage.Of(method, rate, 50)).ShouldBe(0.95, 0.012);
        }

        BinomialCoverage.Of(BinomialIntervals.Wilson, 0.0175, 10).ShouldBe(0.838, 0.0005);
        BinomialCoverage.Of(BinomialIntervals.Jeffreys, 1e-6, 50).ShouldBeLessThan(0.01);
        BinomialCoverage.Of(BinomialIntervals.JeffreysBrownCaiDasGupta, 1e-6, 50).ShouldBeGreaterThan(0.99);
        rates.Min(rate => BinomialCoverage.Of(BinomialIntervals.AgrestiCoull, rate, 50)).ShouldBeGreaterThan(0.93);
    }

    [Fact]
    public void Garwoods_interval_never_falls_short_for_any_mean()
    {
        foreach (var mean in new[] { 1e-6, 0.01, 0.1, 0.5, 1, 2.3, 5, 17, 60 })
        {
            var covered = Enumerable.Range(0, 300).Where(k => PoissonRates.Garwood(k).Contains(mean)).Sum(k => Poisson.Mass(k, mean));
            covered.ShouldBeGreaterThanOrEqualTo(0.95 - 1e-12);
        }
    }

    // Newcombe 1998, table III: method 10 covers 95.2 % on average, 86.7 % at worst over his parameter space.
    [Fact]
    public void Newcombes_difference_covers_near_95_percent_summed_over_every_outcome()
    {
        var coverages = new List<double>();
        foreach (var (n1, n2) in new[] { (10, 10), (10, 40), (30, 30) })
        {
            foreach (var p1 in new[] { 0.02, 0.1, 0.3, 0.5 })
            {
                foreach (var p2 in new[] { 0.02, 0.15, 0.5, 0.9 })
                {
                    coverages.Add(NewcombeCoverage(n1, p1, n2, p2));
                }
            }
        }

        coverages.Average().ShouldBe(0.955, 0.012);
        coverages.Min().ShouldBeGreaterThan(0.86);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(5, 20)]
    [InlineData(15, 12)]
    public void Exact_tests_of_two_rates_never_reject_a_common_rate_too_often(int n1, int n2)
    {
        var p = new (double Fisher, double Barnard, double Boschloo)[n1 + 1, n2 + 1];
        for (var x1 = 0; x1 <= n1; x1++)
        {
            for (var x2 = 0; x2 <= n2; x2++)
            {
                var table = new TwoByTwo(x1, x2, n1 - x1, n2 - x2);
                var boschloo = BoschlooTest.Test(table);
                p[x1, x2] = (FisherExact.Test(table).TwoSided, BarnardTest.Test(table).TwoSided, boschloo.TwoSided);
                boschloo.TwoSidedByFisher.ShouldBeLessThanOrEqualTo(p[x1, x2].Fisher + 1e-9);
            }
        }

        foreach (var rate in new[] { 0.001, 0.03, 0.11, 0.25, 0.37, 0.5, 0.81 })
        {
            Rejections(rate, outcome => outcome.Fisher).ShouldBeLessThanOrEqualTo(0.05 + 1e-9);
            Rejections(rate, outcome => outcome.Barnard).ShouldBeLessThanOrEqualTo(0.05 + 1e-6);
            Rejections(rate, outcome => outcome.Boschloo).ShouldBeLessThanOrEqualTo(0.05 + 1e-6);
        }

        double Rejections(double rate, Func<(double Fisher, double Barnard, double Boschloo), double> pOf)
        {
            var sum = 0.0;
            for (var x1 = 0; x1 <= n1; x1++)
            {
                for (var x2 = 0; x2 <= n2; x2++)
                {
                    sum += pOf(p[x1, x2]) <= 0.05 ? Binomial.Mass(x1, n1, rate) * Binomial.Mass(x2, n2, rate) : 0;
                }
            }

            return sum;
        }
    }

    [Fact]
    public void The_interval_of_a_ppv_never_falls_short()
    {
        foreach (var (recall, fpr, prevalence) in new[] { (0.9, 0.001, 0.01), (0.5, 0.02, 0.3), (0.99, 0.0005, 0.001) })
        {
            var truth = PredictiveValues.At(recall, fpr, prevalence).Ppv!.Value;
            var random = new Random(11);
            var covered = Repeat(() => PredictiveValues.PpvInterval(Draw(random, 60, recall), 60, Draw(random, 2000, fpr), 2000, prevalence).Contains(truth));
            covered.ShouldBeGreaterThanOrEqualTo(CoverageBand.Of(0.95, Repetitions, 1e-4).Least);
        }
    }

    [Fact]
    public void A_corrected_prevalence_is_covered()
    {
        var random = new Random(12);
        foreach (var prevalence in new[] { 0.001, 0.02, 0.4 })
        {
            var seen = prevalence * 0.9 + (1 - prevalence) * 0.05;
            var covered = Repeat(() => TruePrevalence.Of(Draw(random, 500, seen), 500, 0.9, 0.95).Adjusted.Interval.Contains(prevalence));
            covered.ShouldBeGreaterThanOrEqualTo(CoverageBand.Of(0.95, Repetitions, 1e-4).Least);
        }
    }

    [Fact]
    public void A_prediction_powered_mean_is_covered_with_a_good_and_with_a_useless_model()
    {
        foreach (var noise in new[] { 0.1, 1.0 })
        {
            var random = new Random(13);
            var covered = Repeat(() =>
            {
                var labels = Enumerable.Range(0, 200).Select(_ => random.NextDouble() < 0.2 ? 1.0 : 0.0).ToArray();
                var predictions = labels.Select(label => Predict(random, label, noise)).ToArray();
                var others = Enumerable.Range(0, 1000).Select(_ => Predict(random, random.NextDouble() < 0.2 ? 1.0 : 0.0, noise)).ToArray();
                return PredictionPoweredMean.Of(labels, predictions, others).Estimate.Interval.Contains(0.2);
            });
            // A normal interval on 200 labels: its coverage is that of the nominal band, one point looser below.
            covered.ShouldBeInRange(CoverageBand.Of(0.94, Repetitions, 1e-4).Least, CoverageBand.Of(0.955, Repetitions, 1e-4).Most);
        }

        static double Predict(Random random, double label, double noise) => random.NextDouble() < noise ? random.NextDouble() : label;
    }

    [Fact]
    public void A_stratified_rate_is_covered_where_every_stratum_has_cases()
    {
        var random = new Random(14);
        (long Population, int Sampled, double Rate)[] strata = [(90_000, 400, 0.05), (9000, 300, 0.2), (1000, 200, 0.6)];
        var truth = strata.Sum(s => s.Population * s.Rate) / 100_000;
        var covered = Repeat(() => StratifiedProportion.Of([.. strata.Select(s => new Stratum(s.Population, s.Sampled, Draw(random, s.Sampled, s.Rate)))])
            .ToEstimate()!.Interval.Contains(truth));
        covered.ShouldBeInRange(CoverageBand.Of(0.94, Repetitions, 1e-4).Least, Repetitions);
    }

    private static double OneSided(double rate, int n) =>
        Enumerable.Range(0, n + 1).Where(k => BinomialIntervals.UpperBound(k, n) >= rate).Sum(k => Binomial.Mass(k, n, rate));

    private static double NewcombeCoverage(int n1, double p1, int n2, double p2)
    {
        var covered = 0.0;
        for (var x1 = 0; x1 <= n1; x1++)
        {
            for (var x2 = 0; x2 <= n2; x2++)
            {
                covered += RateComparison.Newcombe(x1, n1, x2, n2).Contains(p1 - p2) ? Binomial.Mass(x1, n1, p1) * Binomial.Mass(x2, n2, p2) : 0;
            }
        }

        return covered;
    }

    private static IEnumerable<double> HardRates() =>
        Enumerable.Range(1, 60).Select(i => i / 61.0).Concat([1e-6, 1e-4, 0.001, 0.0175, 0.01, 0.99, 0.9999]);

    private static long Draw(Random random, int n, double rate)
    {
        long successes = 0;
        for (var i = 0; i < n; i++) successes += random.NextDouble() < rate ? 1 : 0;
        return successes;
    }

    private static long Repeat(Func<bool> covers) => Enumerable.Range(0, Repetitions).Count(_ => covers());
}
