using Custos.Statistics.Bootstrap;

namespace Custos.Tests.Statistics.Bootstrap;

public sealed class XoshiroTests
{
    [Fact]
    public void Draws_are_even_and_streams_differ()
    {
        var counts = new int[10];
        var random = new Xoshiro(1, 0);
        for (var i = 0; i < 100_000; i++) counts[random.Below(10)]++;

        // Chi-square with 9 degrees of freedom exceeds 27.9 once in a thousand.
        counts.Sum(count => (count - 10_000.0) * (count - 10_000) / 10_000).ShouldBeLessThan(27.9);
        var firsts = Enumerable.Range(0, 1000).SelectMany(seed => Enumerable.Range(0, 100).Select(stream => new Xoshiro((ulong)seed, (ulong)stream).Next())).ToArray();
        firsts.Distinct().Count().ShouldBe(100_000);
    }

    [Fact]
    public void Each_lane_is_a_stream_like_any_other()
    {
        var seeds = new Xoshiro(3, 3);
        var lanes = new XoshiroLanes(ref seeds);
        var counts = new int[4, 16];
        for (var i = 0; i < 50_000; i++)
        {
            var drawn = lanes.Next();
            for (var lane = 0; lane < 4; lane++) counts[lane, (int)(drawn[lane] >> 60)]++;
        }

        // Chi-square with 15 degrees of freedom exceeds 37.7 once in a thousand.
        for (var lane = 0; lane < 4; lane++)
        {
            Enumerable.Range(0, 16).Sum(value => Math.Pow(counts[lane, value] - 3125, 2) / 3125).ShouldBeLessThan(37.7);
        }
    }

    [Fact]
    public void The_same_seed_and_stream_give_the_same_numbers()
    {
        var a = new Xoshiro(5, 9);
        var b = new Xoshiro(5, 9);
        for (var i = 0; i < 100; i++) a.NextDouble().ShouldBe(b.NextDouble());
    }
}
