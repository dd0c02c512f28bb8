using Custos.Statistics.Scaling;

namespace Custos.Tests.Statistics.Scaling;

public sealed class ScalingFitTests
{
    private static readonly ScalingLaw _besiroglu = new(482.01, 2085.43, 1.8172, 0.3478, 0.3658);

    // Besiroglu, Erdil, Barnett and You 2024, table 1; for 5.76e23 operations (Chinchilla's) they find about 20 tokens a parameter.
    [Fact]
    public void The_replicated_law_spends_Chinchillas_budget_as_Chinchilla_did()
    {
        var optimum = _besiroglu.OptimumFor(5.76e23);
        optimum.TokensPerParameter.ShouldBeInRange(15, 25);
        (6 * optimum.Parameters * optimum.Tokens).ShouldBe(5.76e23, 1e12);
    }

    [Theory]
    [InlineData(1e20)]
    [InlineData(1e24)]
    public void No_other_split_of_the_budget_has_a_lower_loss(double operations)
    {
        var optimum = _besiroglu.OptimumFor(operations);
        foreach (var factor in new[] { 0.5, 0.9, 1.1, 2 })
        {
            _besiroglu.LossAt(optimum.Parameters * factor, optimum.Tokens / factor).ShouldBeGreaterThan(optimum.Loss);
        }
    }

    [Fact]
    public void A_law_without_noise_comes_back_to_nine_digits_and_most_starts_agree()
    {
        var fit = ScalingFit.Fit(Runs(_besiroglu, 0, 1)).Required();
        fit.Law.A.ShouldBe(482.01, 1e-6);
        fit.Law.B.ShouldBe(2085.43, 1e-5);
        fit.Law.E.ShouldBe(1.8172, 1e-9);
        fit.Law.Alpha.ShouldBe(0.3478, 1e-9);
        fit.Law.Beta.ShouldBe(0.3658, 1e-9);
        fit.StartsThatAgree.ShouldBeGreaterThan(fit.StartsFollowed / 2);
    }

    [Fact]
    public void The_largest_size_held_out_falls_in_its_prediction_interval()
    {
        var runs = Runs(_besiroglu, 0.003, 5);
        var held = ScalingFit.HoldOutLargest(runs, resamples: 200)!;
        held.Count.ShouldBe(4);
        held.Count(pair => pair.Predicted.Interval.Contains(pair.Run.Loss)).ShouldBeGreaterThanOrEqualTo(3);
        held[0].Predicted.ShouldBe(ScalingFit.HoldOutLargest(runs, resamples: 200)![0].Predicted);
    }

    [Fact]
    public void The_analytic_gradient_is_that_of_differences()
    {
        var problem = new LawProblem(Runs(_besiroglu, 0.01, 3), 1e-3);
        double[] point = [1.0, 0.5, 0.4, 0.3, 0.35];
        var gradient = new double[5];
        problem.Objective(point, gradient);
        for (var j = 0; j < 5; j++)
        {
            var index = j;
            var slope = Custos.Statistics.Regression.Slope.Extrapolated(
                value =>
                {
                    double[] moved = [.. point];
                    moved[index] = value;
                    return problem.Objective(moved, new double[5]);
                },
                point[j],
                1e-4);
            gradient[j].ShouldBe(slope, 1e-7 * Math.Max(1e-3, Math.Abs(slope)));
        }
    }

    [Fact]
    public void One_size_only_is_a_case_in_plain_words() =>
        ScalingFit.Fit([.. Enumerable.Range(1, 6).Select(i => new TrainingRun(1e8, i * 1e9, 4.0 / i + 2))]).ShouldBeOfType<ScalingOutcome.Undetermined>();

    [Fact]
    public void Losses_that_do_not_fall_are_a_case() =>
        ScalingFit.Fit([.. from n in new[] { 1e7, 1e8, 1e9 } from d in new[] { 1e9, 1e10, 1e11 } select new TrainingRun(n, d, 3)]).ShouldBeOfType<ScalingOutcome.Undetermined>();

    [Theory]
    [InlineData(0.0005, 1.25e-7)]
    [InlineData(-0.05, 4.95e-5)]
    public void Huber_is_square_near_and_straight_far(double residual, double expected) => HuberLoss.At(residual, 1e-3).ShouldBe(expected, 1e-18);

    [Fact]
    public void Accuracy_starts_at_chance_and_comes_back_from_its_own_points()
    {
        var truth = new LossToAccuracy(0.25, 0.9, 2.4, 5, null, 0);
        double[] losses = [1.6, 1.9, 2.1, 2.3, 2.5, 2.7, 3.0, 3.4];
        var (curve, absent) = LossToAccuracy.Fit(losses, [.. losses.Select(truth.AccuracyAt)], 0.25, ceiling: null);
        absent.ShouldBeNull();
        curve!.Middle.ShouldBe(2.4, 1e-8);
        curve.Ceiling.ShouldBe(0.9, 1e-8);
        curve.AccuracyAt(10).ShouldBe(0.25, 1e-9);
        LossToAccuracy.Fit([1, 2, 3], [0.25, 0.25, 0.25], 0.25).Curve.ShouldBeNull();
    }

    private static TrainingRun[] Runs(ScalingLaw law, double noise, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. from n in new[] { 1e7, 1e8, 1e9, 1e10 }
               from d in new[] { 1e9, 1e10, 1e11, 1e12 }
               select new TrainingRun(n, d, law.LossAt(n, d) * Math.Exp(noise * (2 * random.NextDouble() - 1))),
        ];
    }
}
