using Custos.Statistics.Splits;

namespace Custos.Tests.Statistics.Splits;

public sealed class ClassWeightsTests
{
    [Fact]
    public void Weighted_classes_count_the_same()
    {
        var weights = ClassWeights.Balanced([9900, 100]);
        weights.ShouldBe([10000 / 19800.0, 50]);
        (weights[0] * 9900).ShouldBe(weights[1] * 100, 1e-9);
        Should.Throw<ArgumentException>(() => ClassWeights.Balanced([3, 0])).ParamName.ShouldBe("counts");
    }
}
