using Custos.Sketches;

namespace Custos.Tests.Sketches;

public sealed class CountMinTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_never_says_too_few_and_seldom_more_than_its_bound_too_many(bool isConservative)
    {
        long outside = 0, asked = 0;
        for (var seed = 0UL; seed < 20; seed++)
        {
            var sketch = new CountMin(0.01, 0.9, isConservative, seed);
            var truth = Counts((int)seed);
            foreach (var (value, times) in truth) sketch.Add(value, times);
            foreach (var (value, times) in truth)
            {
                var estimate = sketch.Estimate(value);
                estimate.Value.ShouldBeGreaterThanOrEqualTo(times);
                outside += estimate.Interval.Lower > times ? 1 : 0;
                asked++;
            }
        }

        outside.ShouldBeLessThan((long)(0.1 * asked));
    }

    [Fact]
    public void The_conservative_update_is_nearer_for_every_value()
    {
        CountMin careful = new(0.01, 0.99), plain = new(0.01, 0.99, isConservative: false);
        var random = new Random(1);
        var stream = Counts(1).SelectMany(pair => Enumerable.Repeat(pair.Key, (int)pair.Value)).OrderBy(_ => random.Next()).ToList();
        foreach (var value in stream)
        {
            careful.Add(value);
            plain.Add(value);
        }

        var truth = stream.CountBy(value => value).ToList();
        truth.ShouldAllBe(pair => careful.Estimate(pair.Key).Value <= plain.Estimate(pair.Key).Value);
        truth.Sum(pair => careful.Estimate(pair.Key).Value).ShouldBeLessThan(truth.Sum(pair => plain.Estimate(pair.Key).Value));
    }

    [Fact]
    public void What_is_merged_equals_one_pass_and_with_the_conservative_update_is_still_a_bound()
    {
        foreach (var isConservative in (bool[])[false, true])
        {
            CountMin left = new(0.02, 0.9, isConservative), right = new(0.02, 0.9, isConservative), whole = new(0.02, 0.9, isConservative);
            var truth = Counts(2);
            foreach (var (value, times) in truth)
            {
                left.Add(value, (times + 1) / 2);
                if (times > 1) right.Add(value, times / 2);
                whole.Add(value, times);
            }

            left.Merge(right);

            left.Total.ShouldBe(whole.Total);
            if (!isConservative) left.ToBytes().ShouldBe(whole.ToBytes());
            truth.ShouldAllBe(pair => left.Estimate(pair.Key).Value >= pair.Value);
        }
    }

    [Fact]
    public void It_is_as_large_as_error_and_confidence_ask()
    {
        var sketch = new CountMin(0.001, 0.99);

        (sketch.Width, sketch.Rows).ShouldBe((2719, 5));
        sketch.Estimate(1).Value.ShouldBe(0);
        Should.Throw<ArgumentException>(() => new CountMin(1e-9));
        Should.Throw<ArgumentException>(() => sketch.Merge(new CountMin(0.001, 0.99, seed: 1)));
    }

    private static Dictionary<ulong, long> Counts(int seed) => Enumerable.Range(1, 2000).ToDictionary(rank => SeededHash.Of((ulong)rank, (ulong)seed), rank => 1 + (5000L / rank));
}
