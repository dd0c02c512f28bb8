using Custos.Sketches;

namespace Custos.Tests.Sketches;

public sealed class QuantileSketchTests
{
    private static readonly double[] Shares = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1];

    [Theory]
    [InlineData("log-normal", 0.01)]
    [InlineData("log-normal", 0.001)]
    [InlineData("both signs", 0.05)]
    [InlineData("few", 0.01)]
    [InlineData("wide", 0.02)]
    public void No_answer_is_further_off_than_the_accuracy(string kind, double accuracy)
    {
        var values = Values(kind);
        var sketch = new QuantileSketch(accuracy, 1 << 17);
        foreach (var value in values) sketch.Add(value);
        var sorted = values.Order().ToArray();
        foreach (var share in Shares)
        {
            var truth = sorted[(int)Math.Floor(share * (sorted.Length - 1))];
            var answer = sketch.Quantile(share)!;
            answer.IsWithinAccuracy.ShouldBeTrue();
            Math.Abs(answer.Value - truth).ShouldBeLessThanOrEqualTo((accuracy + 1e-11) * Math.Abs(truth));
            truth.ShouldBeInRange(answer.Lower, answer.Upper);
            answer.N.ShouldBe(values.Length);
        }
    }

    [Fact]
    public void What_is_merged_equals_one_pass_even_where_buckets_were_put_together()
    {
        foreach (var buckets in (int[])[16, 100, 2048])
        {
            var values = Values("both signs");
            var whole = new QuantileSketch(0.01, buckets);
            var parts = Enumerable.Range(0, 3).Select(_ => new QuantileSketch(0.01, buckets)).ToArray();
            for (var i = 0; i < values.Length; i++)
            {
                whole.Add(values[values.Length - 1 - i]);
                parts[i % 3].Add(values[i]);
            }

            parts[0].Merge(parts[1]);
            parts[0].Merge(parts[2]);

            parts[0].ToBytes().ShouldBe(whole.ToBytes());
        }
    }

    [Fact]
    public void An_answer_out_of_buckets_that_were_put_together_says_so_and_its_ends_still_hold()
    {
        var sketch = new QuantileSketch(0.01, 64);
        for (var i = 1; i <= 1000; i++) sketch.Add(i);

        var low = sketch.Quantile(0.1)!;
        low.IsWithinAccuracy.ShouldBeFalse();
        100.0.ShouldBeInRange(low.Lower, low.Upper);
        sketch.Quantile(0.9)!.IsWithinAccuracy.ShouldBeTrue();
    }

    [Fact]
    public void Without_a_value_there_is_no_quantile() => new QuantileSketch().Quantile(0.5).ShouldBeNull();

    [Fact]
    public void The_ends_of_what_a_double_holds_are_taken_and_what_is_no_number_is_refused()
    {
        var sketch = new QuantileSketch(0.01, 1 << 17);
        double[] values = [double.MaxValue, double.MinValue, double.Epsilon, 2.2250738585072014E-308, 0, -0.0, 1];
        foreach (var value in values) sketch.Add(value);

        sketch.Quantile(0)!.Value.ShouldBe(double.MinValue);
        sketch.Quantile(1)!.Value.ShouldBe(double.MaxValue);
        sketch.Quantile(0.5)!.Value.ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => sketch.Add(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => sketch.Add(double.PositiveInfinity));
    }

    private static double[] Values(string kind)
    {
        var random = new Random(5);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return kind switch
        {
            "log-normal" => [.. Enumerable.Range(0, 20_000).Select(_ => Math.Exp(2 * Normal()))],
            "both signs" => [.. Enumerable.Range(0, 20_000).Select(i => i % 7 == 0 ? 0 : Math.Sign(Normal()) * Math.Exp(3 * Normal()))],
            "few" => [3, 1, 2],
            _ => [.. Enumerable.Range(0, 5000).Select(_ => Math.Pow(10, 600 * (random.NextDouble() - 0.5)))],
        };
    }
}
