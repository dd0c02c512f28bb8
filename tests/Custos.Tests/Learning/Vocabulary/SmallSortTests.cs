using Custos.Learning.Vocabulary;

namespace Custos.Tests.Learning.Vocabulary;

public sealed class SmallSortTests
{
    [Fact]
    public void It_sorts_any_number_of_numbers_equal_and_large_ones_too()
    {
        var random = new Random(1);
        for (var length = 0; length < 200; length++)
        {
            foreach (var largest in new[] { 3, 1000, int.MaxValue })
            {
                var values = Enumerable.Range(0, length).Select(_ => random.Next(largest)).ToArray();
                var sorted = values.Order().ToArray();
                SmallSort.Sort(values);
                values.ShouldBe(sorted);
            }
        }
    }
}
