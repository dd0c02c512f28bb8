using Custos.Statistics.Experiments;
using Custos.Statistics.Ranks;

namespace Custos.Tests.Statistics.Experiments;

public sealed class SegmentedValuesTests
{
    private static readonly double[] _a = [1, 5, 3, 3, 8], _b = [2, 3, 9, 9];
    private static readonly string[] _ofA = ["x", "y", "x", "y", "x"], _ofB = ["y", "x", "y", "x"];

    [Fact]
    public void Ranks_over_all_are_what_Mann_and_Whitney_compare() =>
        SegmentedValues.CompareRanks(_a, _ofA, _b, _ofB).AggregateDifference.ShouldBe(MannWhitney.Of(_a, _b).Superiority.Value - 0.5, 1e-14);

    [Fact]
    public void Means_are_those_of_the_strata()
    {
        var answer = SegmentedValues.Compare(_a, _ofA, _b, _ofB);
        answer.AggregateDifference.ShouldBe(4 - 5.75, 1e-14);
        answer.Strata.Select(stratum => stratum.Difference!.Value).ShouldBe([4 - 6, 4 - 5.5], 1e-14);
        answer.N.ShouldBe(9);
    }

    [Fact]
    public void Every_value_has_a_segment() =>
        Should.Throw<ArgumentException>(() => SegmentedValues.Compare(_a, _ofB, _b, _ofB)).ParamName.ShouldBe("segmentsA");
}
