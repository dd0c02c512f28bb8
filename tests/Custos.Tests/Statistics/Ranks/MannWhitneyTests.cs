using Custos.Statistics;
using Custos.Statistics.Ranks;

namespace Custos.Tests.Statistics.Ranks;

public sealed class MannWhitneyTests
{
    private static readonly double[] X = [1, 2, 2, 3, 4, 5, 5, 9];
    private static readonly double[] Y = [2, 3, 5, 5, 6, 7, 8, 8, 10, 12];

    [Theory]
    [InlineData(Alternative.TwoSided, 0.05406758824774476, 0.05990432426068751)]
    [InlineData(Alternative.Less, 0.02703379412387238, 0.029952162130343754)]
    [InlineData(Alternative.Greater, 0.9729662058761276, 0.9756433368856768)]
    public void Matches_scipy_with_ties(Alternative alternative, double p, double corrected)
    {
        // scipy 1.10.1 mannwhitneyu(method="asymptotic").
        var test = MannWhitney.Of(X, Y, alternative);
        test.U1.ShouldBe(18.5);
        test.U2.ShouldBe(61.5);
        test.TieTerm.ShouldBe(96);
        test.P.ShouldBe(p, 1e-14);
        test.PWithContinuity.ShouldBe(corrected, 1e-14);
        test.Shift.Value.ShouldBe(3);
        test.Superiority.Value.ShouldBe(18.5 / 80);
        test.CliffsDelta.ShouldBe(2 * 18.5 / 80 - 1, 1e-15);
    }

    [Theory]
    [InlineData(Alternative.TwoSided, 0.12554112554112554)]
    [InlineData(Alternative.Less, 0.06277056277056277)]
    [InlineData(Alternative.Greater, 0.958874458874459)]
    public void The_exact_p_matches_scipy(Alternative alternative, double p)
    {
        // scipy 1.10.1 mannwhitneyu(method="exact"). The two arguments swapped ask the opposite question.
        double[] x = [1.1, 2.3, 3.7, 5.9, 7.2];
        double[] y = [2.9, 4.4, 6.1, 8.3, 9.9, 10.2];
        MannWhitney.Of(x, y, alternative).PExact!.Value.ShouldBe(p, 1e-14);
        var opposite = alternative switch { Alternative.Less => Alternative.Greater, Alternative.Greater => Alternative.Less, _ => alternative };
        MannWhitney.Of(y, x, opposite).PExact!.Value.ShouldBe(p, 1e-14);
    }

    [Fact]
    public void The_exact_p_with_ties_is_that_of_all_ways_to_deal_the_values_out()
    {
        double[] pooled = [1, 2, 2, 2, 3, 5, 5, 7, 8];
        var reference = MannWhitney.Of(pooled.AsSpan(0, 4), pooled.AsSpan(4));
        var us = Subsets(9, 4).Select(s => MannWhitney.Of(
            s.Select(i => pooled[i]).ToArray(), Enumerable.Range(0, 9).Except(s).Select(i => pooled[i]).ToArray()).U1).ToArray();
        reference.PExact!.Value.ShouldBe(us.Average(u => Math.Abs(u - 10) >= Math.Abs(reference.U1 - 10) ? 1.0 : 0), 1e-14);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 12, 5)]
    [InlineData(60, 45, 1_000_000)]
    [InlineData(700, 900, 30)]
    public void The_shift_is_the_median_of_all_differences(int n, int m, int distinct)
    {
        var random = new Random(n);
        var x = Enumerable.Range(0, n).Select(_ => Math.Pow(random.Next(distinct), 3)).ToArray();
        var y = Enumerable.Range(0, m).Select(_ => random.Next(distinct) - 2.5).ToArray();
        var all = y.SelectMany(b => x.Select(a => b - a)).Order().ToArray();
        var median = all.Length % 2 == 1 ? all[all.Length / 2] : all[all.Length / 2 - 1] / 2 + all[all.Length / 2] / 2;
        MannWhitney.Of(x, y).Shift.Value.ShouldBe(median);
        Array.Sort(x);
        Array.Sort(y);
        for (var k = 0; k < all.Length; k += 1 + all.Length / 50) PairwiseDifferences.Select(SortedRuns.Of(x), SortedRuns.Of(y), k).ShouldBe(all[k]);
    }

    [Fact]
    public void The_interval_of_the_shift_is_where_the_exact_test_does_not_reject()
    {
        // R 4.2 wilcox.test(conf.int = TRUE) by the same definition: here by moving y and testing.
        double[] x = [1.1, 2.35, 3.72, 5.91, 7.24, 8.8, 4.05];
        double[] y = [2.9, 4.41, 6.13, 8.37, 9.99, 10.2];
        var interval = MannWhitney.Of(x, y).Shift.Interval;
        foreach (var (shift, rejected) in new[] { (interval.Lower - 1e-6, true), (interval.Lower + 1e-6, false), (interval.Upper - 1e-6, false), (interval.Upper + 1e-6, true) })
        {
            (MannWhitney.Of(x, y.Select(v => v - shift).ToArray()).PExact < 0.05).ShouldBe(rejected);
        }
    }

    [Fact]
    public void Too_few_rows_bound_nothing()
    {
        var test = MannWhitney.Of([1], [2]);
        test.Shift.Interval.Lower.ShouldBe(double.NegativeInfinity);
        test.PExact.ShouldBe(1);
    }

    [Fact]
    public void All_equal_values_show_nothing()
    {
        var test = MannWhitney.Of([2, 2, 2], [2, 2]);
        test.P.ShouldBe(1);
        test.Z.ShouldBeNull();
        test.Shift.Value.ShouldBe(0);
        test.PExact.ShouldBe(1);
    }

    [Fact]
    public void A_tiny_p_is_not_0()
    {
        var x = Enumerable.Range(0, 1000).Select(i => (double)i).ToArray();
        var test = MannWhitney.Of(x, x.Select(v => v + 1000).ToArray());
        test.P.ShouldBeInRange(1e-330, 1e-300);
    }

    [Fact]
    public void Bad_samples_name_the_parameter()
    {
        Should.Throw<ArgumentException>(() => MannWhitney.Of([], [1])).ParamName.ShouldBe("x");
        Should.Throw<ArgumentException>(() => MannWhitney.Of([1], [double.PositiveInfinity])).ParamName.ShouldBe("y");
    }

    private static IEnumerable<int[]> Subsets(int n, int k) =>
        Enumerable.Range(0, 1 << n).Where(bits => int.PopCount(bits) == k).Select(bits => Enumerable.Range(0, n).Where(i => (bits >> i & 1) == 1).ToArray());
}
