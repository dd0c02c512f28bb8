using Custos.Statistics.Monitoring;

namespace Custos.Tests.Statistics.Monitoring;

public sealed class SelectionTests
{
    [Fact]
    public void Every_rank_is_that_of_the_sorted_numbers()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? Math.Round(random.NextDouble(), 1) : Math.Pow(10, random.Next(-300, 300)) * random.NextDouble()), 0.0, -0.0, double.Epsilon];
        double[] sorted = [.. values.Order()];
        for (var k = 0; k < values.Length; k++) Selection.Smallest(values, k).ShouldBe(sorted[k]);
    }
}
