using Custos.Statistics.Sequential;

namespace Custos.Tests.Statistics.Sequential;

public sealed class GroupSequentialTests
{
    private static readonly double[] _fifths = [0.2, 0.4, 0.6, 0.8, 1.0];

    // Reboussin, DeMets, Kim and Lan 2000, "Computations for group sequential boundaries", and R's ldbounds: five looks, α = 0.05, two-sided.
    [Fact]
    public void OBrien_Fleming_type_bounds() => Are(GroupSequential.Bounds(_fifths, ErrorSpending.OBrienFleming), 4.8769, 3.3569, 2.6803, 2.2898, 2.0310);

    [Fact]
    public void Pocock_type_bounds() => Are(GroupSequential.Bounds(_fifths, ErrorSpending.Pocock), 2.4380, 2.4268, 2.4101, 2.3966, 2.3859);

    [Fact]
    public void A_single_look_is_the_ordinary_test()
    {
        GroupSequential.Bounds([1.0], ErrorSpending.OBrienFleming)[0].ShouldBe(1.959963984540054, 1e-9);
        GroupSequential.Bounds([1.0], ErrorSpending.PowerSquared, 0.05, sides: 1)[0].ShouldBe(1.6448536269514722, 1e-9);
    }

    // Armitage, McPherson and Rowe 1969, table 2, nominal 5 %: 1, 2, 3, 5, 10 and 20 looks.
    [Fact]
    public void Peeking_at_1_96_errs_as_often_as_in_the_table_of_Armitage()
    {
        double[] expected = [0.050, 0.083, 0.107, 0.142, 0.193, 0.248];
        var errors = GroupSequential.PeekingError([1, 2, 3, 5, 10, 20], 1.959963984540054);
        for (var i = 0; i < expected.Length; i++) errors[i].ShouldBe(expected[i], 5e-4);
    }

    // Two looks have a closed form: a bivariate normal. scipy 1.10.1, multivariate_normal.cdf with correlation √½.
    [Fact]
    public void Two_looks_agree_with_the_bivariate_normal() =>
        GroupSequential.PeekingError([2], 1.959963984540054)[0].ShouldBe(0.08311780335451802, 1e-7);

    [Fact]
    public void The_spending_comes_back_when_the_bounds_are_walked()
    {
        var bounds = GroupSequential.Bounds(_fifths, ErrorSpending.PowerSquared, 0.05);
        bounds.ShouldBeInOrder(SortDirection.Descending);
        bounds[0].ShouldBe(Custos.Statistics.Distributions.Normal.InverseSurvival(0.025 * 0.04), 1e-8);
    }

    [Fact]
    public void Fractions_that_do_not_rise_are_refused() =>
        Should.Throw<ArgumentException>(() => GroupSequential.Bounds([0.5, 0.5], ErrorSpending.Pocock)).ParamName.ShouldBe("informationFractions");

    private static void Are(IReadOnlyList<double> bounds, params double[] expected)
    {
        for (var i = 0; i < expected.Length; i++) bounds[i].ShouldBe(expected[i], 1.5e-4);
    }
}
