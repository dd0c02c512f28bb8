using Custos.Statistics.Rates;
using Custos.Statistics.Scores;
using Custos.Train;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Train;

public sealed class OperatingPointsTests
{
    [Fact]
    public void The_empirical_threshold_is_the_lowest_observed_score_that_keeps_to_the_target()
    {
        // Ten negatives; at 0.6 two of them are flagged, at 0.5 three.
        var sample = ScoreSample.OfClasses([0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.3, 0.5, 0.6, 0.8], [0.55, 0.6, 0.7, 0.9]);

        var point = OperatingPoints.Empirical(sample, 0.2);

        point.Threshold.Value.ShouldBe(0.55);
        point.FalsePositives.ShouldBe(2);
        point.TruePositives.ShouldBe(4);
        point.Fpr.Value.ShouldBe(0.2);
        point.FalsePositivesPer10k.ShouldBe(2_000);
        point.Ppv!.Value.ShouldBe(4 / 6.0);
    }

    [Fact]
    public void Where_even_the_highest_score_breaks_the_target_the_empirical_threshold_flags_nothing_observed()
    {
        var point = OperatingPoints.Empirical(ScoreSample.OfClasses([0.1, 0.9], [0.9, 0.2]), 0.1);

        point.Threshold.Value.ShouldBe(Math.BitIncrement(0.9));
        point.TruePositives.ShouldBe(0);
        point.Fpr.Value.ShouldBe(0);
        point.Ppv.ShouldBeNull();
    }

    [Fact]
    public void One_in_ten_thousand_takes_29956_negatives_without_a_false_positive()
    {
        Missing(29_955, falsePositivesAtTop: 0, 1e-4).ShouldBe(new Certification.NotCertified(0, 29_956, 1));
        Certify(29_956, falsePositivesAtTop: 0, 1e-4).ShouldBeOfType<Certification.Certified>().Point.FprUpper95.ShouldBeLessThanOrEqualTo(1e-4);
    }

    [Fact]
    public void One_in_ten_thousand_takes_47437_negatives_with_one_false_positive()
    {
        Missing(47_436, falsePositivesAtTop: 1, 1e-4).ShouldBe(new Certification.NotCertified(1, 47_437, 1));
        Certify(47_437, falsePositivesAtTop: 1, 1e-4).ShouldBeOfType<Certification.Certified>();
    }

    [Fact]
    public void The_certified_threshold_and_every_higher_one_hold_the_bound_and_no_lower_candidate_does()
    {
        var scores = Gen.Choose(0, 40).Select(score => score / 40.0);
        var cases = Gen.Zip(Gen.Zip(scores.NonEmptyListOf(), scores.NonEmptyListOf()), Gen.Choose(2, 60));
        Prop.ForAll(cases.ToArbitrary(), example =>
        {
            var ((positives, few), percent) = example;
            // Enough negatives for the target to be in reach at times.
            double[] negatives = [.. Enumerable.Repeat(few, 8).SelectMany(all => all)];
            var target = percent / 100.0;
            var sample = ScoreSample.OfClasses(negatives, [.. positives]);
            var passing = negatives.Concat(positives).Distinct().OrderDescending()
                .TakeWhile(threshold => BinomialIntervals.UpperBound(negatives.LongCount(score => score >= threshold), negatives.Length) <= target)
                .ToArray();
            return OperatingPoints.Certified(sample, target) switch
            {
                Certification.Certified(var point) => passing.Length > 0 && point.Threshold.Value == passing[^1] && point.FprUpper95 <= target,
                Certification.NotCertified missing => passing.Length == 0 && missing.NegativesMissing > 0,
                _ => false,
            };
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Certified_thresholds_break_the_target_in_at_most_one_sample_of_twenty()
    {
        // Negatives score uniformly, so that the true rate at a threshold is one less the threshold.
        var random = new Random(11);
        const int samples = 2_000;
        var broken = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            double[] negatives = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
            double[] positives = [.. Enumerable.Range(0, 50).Select(_ => Math.Sqrt(random.NextDouble()))];
            var certification = OperatingPoints.Certified(ScoreSample.OfClasses(negatives, positives), 0.02);
            broken += certification is Certification.Certified(var point) && 1 - point.Threshold.Value > 0.02 ? 1 : 0;
        }

        // 5 % and three standard deviations of simulation.
        broken.ShouldBeLessThan((int)(samples * (0.05 + 3 * Math.Sqrt(0.05 * 0.95 / samples))));
        broken.ShouldBeGreaterThan(samples / 50);
    }

    private static Certification Certify(int negatives, int falsePositivesAtTop, double target) => OperatingPoints.Certified(
        ScoreSample.OfClasses([.. Enumerable.Range(0, negatives).Select(i => i < falsePositivesAtTop ? 0.9 : 0.1)], [0.9, 0.5]), target);

    private static Certification.NotCertified Missing(int negatives, int falsePositivesAtTop, double target) =>
        Certify(negatives, falsePositivesAtTop, target).ShouldBeOfType<Certification.NotCertified>();
}
