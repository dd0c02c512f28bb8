using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class MultipleTestingTests
{
    // Benjamini and Hochberg 1995, section 4.2 (thrombolysis), out of order; adjusted by statsmodels 0.13.5, multipletests.
    private static readonly double[] P = [0.0001, 0.004, 0.019, 0.095, 0.201, 0.278, 0.298, 0.344, 0.459, 0.324, 0.0278, 0.759, 1.0, 0.6528, 0.0344];

    [Fact]
    public void Bonferroni_agrees_with_statsmodels() =>
        ShouldBe(MultipleTesting.Bonferroni(P), [0.0015, 0.06, 0.285, 1, 1, 1, 1, 1, 1, 1, 0.417, 1, 1, 1, 0.516]);

    [Fact]
    public void Holm_agrees_with_statsmodels() =>
        ShouldBe(MultipleTesting.Holm(P), [0.0015, 0.056, 0.247, 0.95, 1, 1, 1, 1, 1, 1, 0.3336, 1, 1, 1, 0.3784]);

    [Fact]
    public void Hochberg_agrees_with_statsmodels() =>
        ShouldBe(MultipleTesting.Hochberg(P), [0.0015, 0.056, 0.247, 0.95, 1, 1, 1, 1, 1, 1, 0.3336, 1, 1, 1, 0.3784]);

    [Fact]
    public void Benjamini_and_Hochberg_agree_with_statsmodels() => ShouldBe(
        MultipleTesting.BenjaminiHochberg(P),
        [0.0015, 0.03, 0.095, 0.2375, 0.430714285714286, 0.469090909090909, 0.469090909090909, 0.469090909090909, 0.57375, 0.469090909090909, 0.1032, 0.813214285714286, 1, 0.753230769230769, 0.1032]);

    [Fact]
    public void Benjamini_and_Yekutieli_agree_with_statsmodels() => ShouldBe(
        MultipleTesting.BenjaminiYekutieli(P),
        [0.00497734348984349, 0.0995468697968698, 0.315231754356754, 0.788079385891886, 1, 1, 1, 1, 1, 1, 0.342441232101232, 1, 1, 1, 0.342441232101232]);

    [Fact]
    public void Order_of_strictness_holds_and_the_place_of_a_value_does_not_matter()
    {
        var reversed = P.Reverse().ToArray();
        ShouldBe([.. MultipleTesting.Holm(reversed).Reverse()], MultipleTesting.Holm(P));
        for (var i = 0; i < P.Length; i++)
        {
            MultipleTesting.Hochberg(P)[i].ShouldBeLessThanOrEqualTo(MultipleTesting.Holm(P)[i]);
            MultipleTesting.Holm(P)[i].ShouldBeLessThanOrEqualTo(MultipleTesting.Bonferroni(P)[i]);
            MultipleTesting.BenjaminiHochberg(P)[i].ShouldBeLessThanOrEqualTo(MultipleTesting.Hochberg(P)[i]);
        }
    }

    [Fact]
    public void What_is_no_p_value_is_refused()
    {
        Should.Throw<ArgumentException>(() => MultipleTesting.Holm([0.1, double.NaN])).ParamName.ShouldBe("pValues");
        Should.Throw<ArgumentException>(() => MultipleTesting.Holm([])).ParamName.ShouldBe("pValues");
    }

    private static void ShouldBe(IReadOnlyList<double> actual, IReadOnlyList<double> expected)
    {
        actual.Count.ShouldBe(expected.Count);
        for (var i = 0; i < expected.Count; i++) actual[i].ShouldBeCloseTo(expected[i], 1e-13);
    }
}
