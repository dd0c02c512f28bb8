using Custos.Statistics;

namespace Custos.Tests.Statistics;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(5000)]
    [InlineData(200_001)]
    public void Sorts_like_the_library_with_ties_signs_and_extremes(int count)
    {
        var random = new Random(count);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = random.Next(6) switch
            {
                0 => random.Next(-3, 4),
                1 => -random.NextDouble(),
                2 => double.MaxValue * (random.NextDouble() - 0.5),
                3 => double.Epsilon * random.Next(5),
                4 => -0.0,
                _ => BitConverter.Int64BitsToDouble((long)(random.NextDouble() * long.MaxValue) & ~(0x7FFL << 52)),
            };
        }

        var order = RadixSort.Order(values);
        var expected = values.ToArray();
        Array.Sort(expected);
        order.Select(i => values[i]).ShouldBe(expected);
        Enumerable.Range(1, count - 1).ShouldAllBe(i => values[order[i - 1]] < values[order[i]] || order[i - 1] < order[i]);
        RadixSort.Sort(values);
        values.ShouldBe(expected);
        values.ShouldAllBe(value => value != 0 || !double.IsNegative(value));
    }
}
