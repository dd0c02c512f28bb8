using Custos.Sketches;

namespace Custos.Tests.Sketches;

public sealed class BlockedBloomFilterTests
{
    [Theory]
    [InlineData(256, 7)]
    [InlineData(128, 4)]
    [InlineData(200, 7)]
    [InlineData(64, 1)]
    [InlineData(256, 10)]
    [InlineData(1, 3)]
    public void It_forgets_nothing_and_is_wrong_as_often_as_it_says_at_powers_of_two_too(int blocks, int probes)
    {
        const int filters = 40, questions = 50_000;
        var items = blocks * 512 / 10;
        var wrong = new List<long>();
        var expected = 0.0;
        for (var seed = 0UL; seed < filters; seed++)
        {
            var filter = new BlockedBloomFilter(blocks, probes, seed);
            for (var i = 0UL; i < (ulong)items; i++) filter.Add(i);
            for (var i = 0UL; i < (ulong)items; i++) filter.MayContain(i).ShouldBeTrue();
            wrong.Add(Enumerable.Range(0, questions).Count(i => filter.MayContain(1_000_000 + (ulong)i)));
            expected = filter.FalsePositiveRate(items).Value * questions;
        }

        // The rate is exact over all hashes; each filter is one draw of them.
        var mean = wrong.Average();
        var deviation = Math.Sqrt(wrong.Sum(count => (count - mean) * (count - mean)) / (filters - 1) / filters);
        Math.Abs(mean - expected).ShouldBeLessThan((4.5 * deviation) + 1);
    }

    [Fact]
    public void The_rate_is_above_that_of_an_unblocked_filter_of_the_same_size() =>
        new BlockedBloomFilter(1000, 7).FalsePositiveRate(51_200).Value.ShouldBeInRange(new BloomFilter(512_000, 7).FalsePositiveRate(51_200).Value * 1.05, 0.02);

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(1000, 0.01)]
    [InlineData(1_000_000, 1e-6)]
    public void It_is_as_large_as_the_rate_asks_and_no_block_larger(long items, double rate)
    {
        var filter = BlockedBloomFilter.ForItems(items, rate);

        filter.FalsePositiveRate(items).Value.ShouldBeLessThanOrEqualTo(rate);
        if (filter.Blocks > 1) new BlockedBloomFilter(filter.Blocks - 1, filter.Probes).FalsePositiveRate(items).Value.ShouldBeGreaterThan(rate);
    }

    [Fact]
    public void What_is_merged_equals_one_pass()
    {
        BlockedBloomFilter left = new(20, 5), right = new(20, 5), whole = new(20, 5);
        for (var i = 0UL; i < 900; i++)
        {
            (i % 3 == 0 ? left : right).Add(i);
            whole.Add(i);
        }

        left.Merge(right);

        left.ToBytes().ShouldBe(whole.ToBytes());
        Should.Throw<ArgumentException>(() => left.Merge(new BlockedBloomFilter(21, 5)));
    }
}
