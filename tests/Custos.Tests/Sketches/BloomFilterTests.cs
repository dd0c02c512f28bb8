using Custos.Sketches;

namespace Custos.Tests.Sketches;

public sealed class BloomFilterTests
{
    [Theory]
    [InlineData(1 << 16, 7)]
    [InlineData(1 << 18, 3)]
    [InlineData(100_032, 7)]
    [InlineData(1 << 16, 1)]
    [InlineData(1 << 16, 20)]
    public void It_forgets_nothing_and_is_wrong_as_often_as_it_says_at_powers_of_two_too(int bits, int probes)
    {
        const int filters = 20, questions = 50_000;
        var items = bits / 10;
        long wrong = 0;
        var expected = 0.0;
        for (var seed = 0UL; seed < filters; seed++)
        {
            var filter = new BloomFilter(bits, probes, seed);
            for (var i = 0UL; i < (ulong)items; i++) filter.Add(i);
            for (var i = 0UL; i < (ulong)items; i++) filter.MayContain(i).ShouldBeTrue();
            for (var i = 0UL; i < questions; i++) wrong += filter.MayContain(1_000_000 + i) ? 1 : 0;
            expected = filter.FalsePositiveRate(items).Value * filters * questions;
        }

        // Binomial, and 2 % for how full the filters happen to be.
        Math.Abs(wrong - expected).ShouldBeLessThan((4.5 * Math.Sqrt(expected)) + (0.02 * expected) + 1);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(1000, 0.01)]
    [InlineData(1_000_000, 1e-9)]
    public void It_is_as_large_as_the_rate_asks(long items, double rate) => BloomFilter.ForItems(items, rate).FalsePositiveRate(items).Value.ShouldBeLessThanOrEqualTo(rate * 1.0001);

    [Fact]
    public void What_is_merged_equals_one_pass()
    {
        BloomFilter left = new(10_000, 5), right = new(10_000, 5), whole = new(10_000, 5);
        for (var i = 0UL; i < 900; i++)
        {
            (i % 3 == 0 ? left : right).Add(i);
            whole.Add(i);
        }

        left.Merge(right);

        left.ToBytes().ShouldBe(whole.ToBytes());
        Should.Throw<ArgumentException>(() => left.Merge(new BloomFilter(10_000, 5, seed: 1)));
    }

    [Fact]
    public void Adding_says_whether_the_value_was_surely_new()
    {
        var filter = new BloomFilter(1 << 20, 7);

        filter.Add(1).ShouldBeTrue();
        filter.Add(1).ShouldBeFalse();
    }
}
