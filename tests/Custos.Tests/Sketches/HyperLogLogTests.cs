using Custos.Sketches;

namespace Custos.Tests.Sketches;

public sealed class HyperLogLogTests
{
    [Theory]
    [InlineData(10, 200)]
    [InlineData(10, 300)]
    [InlineData(10, 1_000)]
    [InlineData(10, 3_000)]
    [InlineData(10, 30_000)]
    [InlineData(7, 100)]
    [InlineData(7, 5_000)]
    public void It_is_unbiased_and_errs_as_it_says_at_every_number(int precision, int distinct)
    {
        const int trials = 400;
        var errors = new double[trials];
        var covered = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            var sketch = new HyperLogLog(precision, (ulong)trial);
            for (var i = 0UL; i < (ulong)distinct; i++) sketch.Add(i);
            var estimate = sketch.Estimate();
            errors[trial] = (estimate.Value / distinct) - 1;
            covered += estimate.Interval.Contains(distinct) ? 1 : 0;
        }

        var nominal = 1.04 / Math.Sqrt(1 << precision);
        var root = Math.Sqrt(errors.Average(error => error * error));
        // 4.5 standard deviations of a mean and of a root mean square, and the bias that is left.
        Math.Abs(errors.Average()).ShouldBeLessThan((4.5 * nominal / Math.Sqrt(trials)) + (1.1 / (1 << precision)));
        root.ShouldBeLessThan(nominal * 1.02 * (1 + (4.5 / Math.Sqrt(2 * trials))));
        covered.ShouldBeGreaterThan((int)(trials * 0.90));
    }

    [Fact]
    public void While_there_are_few_values_it_is_nearly_exact()
    {
        var sketch = new HyperLogLog(14);
        sketch.Estimate().Value.ShouldBe(0);
        for (var i = 0UL; i < 4000; i++)
        {
            sketch.Add(i);
            sketch.Add(i);
        }

        sketch.Estimate().Value.ShouldBe(4000, 3);
        sketch.Estimate().Interval.Width.ShouldBeLessThan(6);
    }

    [Fact]
    public void A_million_values_fill_no_more_than_the_registers()
    {
        var sketch = new HyperLogLog(12);
        for (var i = 0UL; i < 1_000_000; i++) sketch.Add(i);

        sketch.Estimate().Value.ShouldBe(1e6, 1e6 * 4.5 * sketch.StandardError);
        sketch.ToBytes().Length.ShouldBe(4096 + 8 + 1 + 16 + 14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(250)]
    [InlineData(300)]
    [InlineData(5000)]
    public void What_is_merged_equals_one_pass_however_it_was_split(int distinct)
    {
        for (var shards = 1; shards <= 4; shards++)
        {
            var whole = new HyperLogLog(10);
            var parts = Enumerable.Range(0, shards).Select(_ => new HyperLogLog(10)).ToArray();
            for (var i = 0; i < distinct; i++)
            {
                whole.Add((ulong)(distinct - i));
                parts[i * i % shards].Add((ulong)(i + 1));
                parts[(i + 1) % shards].Add((ulong)(i + 1));
            }

            foreach (var part in parts[1..]) parts[0].Merge(part);

            parts[0].ToBytes().ShouldBe(whole.ToBytes());
        }
    }

    [Fact]
    public void Sketches_of_unlike_precision_or_seed_are_not_merged()
    {
        Should.Throw<ArgumentException>(() => new HyperLogLog(10).Merge(new HyperLogLog(11)));
        Should.Throw<ArgumentException>(() => new HyperLogLog(10).Merge(new HyperLogLog(10, seed: 1)));
    }
}
