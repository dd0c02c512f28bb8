using Custos.Statistics.Causal;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Statistics.Causal;

public sealed class SyntheticControlTests
{
    private static readonly PanelUnit[] _donors =
    [
        new("a", [10, 12, 13, 15, 16, 18], [19, 20]), new("b", [20, 21, 23, 24, 26, 27], [29, 30]),
        new("c", [5, 6, 8, 7, 9, 11], [11, 12]), new("d", [14, 13, 15, 16, 18, 17], [19, 20]),
    ];

    // Made as half of a, three tenths of b and a fifth of d before, three more after.
    [Fact]
    public void A_known_mixture_is_found_and_the_gap_is_what_was_added()
    {
        var fit = SyntheticControl.Fit(new PanelUnit("treated", [13.8, 14.9, 16.4, 17.9, 19.4, 20.5], [25, 26.5]), _donors);
        double[] weights = [0.5, 0.3, 0, 0.2];
        for (var j = 0; j < 4; j++) fit.Weights[j].ShouldBe(weights[j], 1e-12);
        fit.GapAfter[0].ShouldBe(3, 1e-12);
        fit.FitsPoorly.ShouldBeFalse();
    }

    [Fact]
    public void A_unit_above_all_donors_fits_poorly_and_says_so() =>
        SyntheticControl.Fit(new PanelUnit("treated", [100, 110, 120, 130, 140, 150], [160, 170]), _donors).FitsPoorly.ShouldBeTrue();

    // Brute force: no mixture on a grid of steps of 0.05 comes nearer.
    [Fact]
    public void No_mixture_on_a_grid_comes_nearer() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            double[] Draw() => [.. Enumerable.Range(0, 5).Select(_ => random.NextDouble() * 10)];
            double[][] columns = [Draw(), Draw(), Draw()];
            var target = Draw();
            var best = Distance(target, columns, SimplexLeastSquares.Fit(target, columns));
            for (var i = 0; i <= 20; i++)
            {
                for (var j = 0; i + j <= 20; j++)
                {
                    if (Distance(target, columns, [i / 20.0, j / 20.0, (20 - i - j) / 20.0]) < best - 1e-9) return false;
                }
            }

            return true;
        }));

    [Fact]
    public void Weights_are_a_mixture_for_many_donors_and_few_times()
    {
        var random = new Random(9);
        PanelUnit[] donors = [.. Enumerable.Range(0, 30).Select(j => new PanelUnit($"{j}", [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble())], [random.NextDouble()]))];
        var study = SyntheticControl.Study(new PanelUnit("t", [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble())], [5.0]), donors);
        study.Treated.Weights.Sum().ShouldBe(1, 1e-10);
        study.Treated.Weights.Min().ShouldBeGreaterThanOrEqualTo(0);
        study.PlacebosInSpace.Count.ShouldBe(30);
        study.P!.Value.ShouldBe(1 / 31.0, 0.1);
        study.PlaceboInTime.ShouldNotBeNull();
    }

    [Fact]
    public void The_placebo_p_counts_the_treated_among_the_units() => SyntheticControl.PlaceboP(8.2, [1.1, 2.3, 9.5, 0.7, 3.3, 1.9, 2.2, 4.1, 0.9]).ShouldBe(0.2, 1e-15);

    private static double Distance(double[] target, double[][] columns, double[] weights) =>
        target.Select((value, i) => Math.Pow(value - columns.Select((column, j) => weights[j] * column[i]).Sum(), 2)).Sum();
}
