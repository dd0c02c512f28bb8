using Custos.Statistics.Agreement;

namespace Custos.Tests.Statistics.Agreement;

public sealed class GladTests
{
    // By hand: the log-odds add up to ln(0.6/0.4) + 1.5 · (1 + 2 + 0.5).
    [Fact]
    public void The_posterior_adds_the_raters_log_odds()
    {
        var (right, chance) = Glad.Posterior([1, 2, -0.5], 1.5, [1, 1, 0], 0.6);
        right[0].ShouldBe(1 / (1 + Math.Exp(-1.5)), 1e-15);
        chance.ShouldBe(1 / (1 + Math.Exp(-(Math.Log(1.5) + 5.25))), 1e-15);
    }

    [Fact]
    public void Able_raters_are_told_from_guessing_ones()
    {
        var random = new Random(11);
        double[] abilities = [3, 2, 0, -1.5];
        List<RaterLabel> labels = [];
        var truth = new int[400];
        for (var item = 0; item < truth.Length; item++)
        {
            truth[item] = random.Next(2);
            for (var rater = 0; rater < 4; rater++)
            {
                var right = random.NextDouble() < 1 / (1 + Math.Exp(-abilities[rater]));
                labels.Add(new RaterLabel(item, rater, right ? truth[item] : 1 - truth[item]));
            }
        }

        var fit = Glad.Fit(labels).Required();
        fit.Abilities[0].ShouldBeGreaterThan(fit.Abilities[2] + 0.3);
        fit.Abilities[3].ShouldBeLessThan(-0.2);
        truth.Zip(fit.ChanceOfOne).Count(pair => pair.First == 1 == pair.Second > 0.5).ShouldBeGreaterThan(370);
        fit.LargestSlope.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Too_few_iterations_are_a_case() =>
        Glad.Fit([new RaterLabel(0, 0, 1), new RaterLabel(1, 0, 0), new RaterLabel(1, 1, 0)], mostIterations: 1).ShouldBeOfType<GladOutcome.NotConverged>();
}
