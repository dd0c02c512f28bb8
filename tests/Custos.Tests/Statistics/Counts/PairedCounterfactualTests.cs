using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class PairedCounterfactualTests
{
    [Fact]
    public void Twelve_refused_only_as_they_were_and_three_only_swapped()
    {
        // 80 refused neither way, 12 original only, 3 swapped only, 5 both; scipy 1.10.1 binomtest(3, 15, 0.5) = 0.03515625.
        var original = Enumerable.Range(0, 100).Select(i => i is >= 80 and < 92 or >= 95).ToList();
        var swapped = Enumerable.Range(0, 100).Select(i => i >= 92).ToList();
        var pairs = PairedCounterfactual.Of(original, swapped);
        pairs.Original.Value.ShouldBe(0.17);
        pairs.Swapped.Value.ShouldBe(0.08);
        (pairs.Test.B, pairs.Test.C).ShouldBe((12, 3));
        pairs.Test.Difference.Value.ShouldBeCloseTo(0.09);
        pairs.Test.PExact.ShouldBeCloseTo(0.03515625);
    }

    [Fact]
    public void Lists_of_different_length_are_refused() =>
        Should.Throw<ArgumentException>(() => PairedCounterfactual.Of([true], [])).ParamName.ShouldBe("swapped");
}
