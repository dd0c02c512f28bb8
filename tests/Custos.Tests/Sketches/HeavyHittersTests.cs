using System.Globalization;
using Custos.Sketches;

namespace Custos.Tests.Sketches;

public sealed class HeavyHittersTests
{
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 50)]
    [InlineData(7, 50)]
    [InlineData(1, 1)]
    [InlineData(3, 5000)]
    public void Its_bounds_hold_in_one_pass_and_merged_and_nothing_frequent_is_missing(int shards, int capacity)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var stream = Stream(seed, 20_000);
            var parts = Enumerable.Range(0, shards).Select(_ => new HeavyHitters(capacity)).ToArray();
            for (var i = 0; i < stream.Length / 2; i++) parts[i % shards].Add(stream[i]);
            var whole = parts[0];
            foreach (var part in parts[1..]) whole.Merge(part);
            // What was merged goes on counting.
            for (var i = stream.Length / 2; i < stream.Length; i++) whole.Add(stream[i]);

            var truth = stream.CountBy(key => key).ToDictionary();
            var top = whole.Top().ToDictionary(hitter => hitter.Key);
            whole.Total.ShouldBe(stream.Length);
            whole.MostError.ShouldBeLessThanOrEqualTo(whole.Total / capacity);
            top.Count.ShouldBeLessThanOrEqualTo(capacity);
            foreach (var (key, hitter) in top)
            {
                hitter.Error.ShouldBeLessThanOrEqualTo(whole.MostError);
                ((long)truth[key]).ShouldBeInRange(hitter.AtLeast, hitter.Count);
            }

            truth.Where(pair => !top.ContainsKey(pair.Key)).ShouldAllBe(pair => pair.Value <= whole.MostError);
        }
    }

    [Fact]
    public void With_room_for_all_it_counts_exactly()
    {
        var sketch = new HeavyHitters(10);
        foreach (var key in (string[])["b", "a", "b", "c"]) sketch.Add(key);

        sketch.Top().ShouldBe([new HeavyHitter("b", 2, 0), new HeavyHitter("a", 1, 0), new HeavyHitter("c", 1, 0)]);
        sketch.SurelyAbove(0.4).Select(hitter => hitter.Key).ShouldBe(["b"]);
        sketch.Top(1).Count.ShouldBe(1);
    }

    [Fact]
    public void Sketches_of_unlike_capacity_are_not_merged() => Should.Throw<ArgumentException>(() => new HeavyHitters(3).Merge(new HeavyHitters(4)));

    private static string[] Stream(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => ((int)(1000 * Math.Pow(random.NextDouble(), 4))).ToString(CultureInfo.InvariantCulture))];
    }
}
