using Custos.Sketches;

namespace Custos.Tests.Sketches;

public sealed class LogarithmicBucketsTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.01)]
    [InlineData(0.00001)]
    public void Every_value_lies_in_its_bucket_and_no_bucket_is_wider_than_the_accuracy(double accuracy)
    {
        var buckets = new LogarithmicBuckets(accuracy);
        var random = new Random(1);
        var widest = 0.0;
        for (var i = 0; i < 20_000; i++)
        {
            var value = Math.Pow(2, (random.NextDouble() * 2040) - 1020) * (1 + random.NextDouble());
            var bucket = buckets.Of(value);
            var (low, high) = buckets.EndsOf(bucket);
            value.ShouldBeInRange(low, high);
            bucket.ShouldBeInRange(buckets.Least, buckets.Most);
            widest = Math.Max(widest, (high - low) / (high + low));
        }

        // Never more, and somewhere nearly as much: no bucket is wasted.
        widest.ShouldBeInRange(accuracy * 0.99, accuracy + 1e-11);
    }

    [Fact]
    public void Larger_values_never_lie_in_lower_buckets()
    {
        var buckets = new LogarithmicBuckets(0.001);
        var values = Enumerable.Range(0, 5000).Select(i => Math.Pow(1.0007, i)).ToArray();

        values.Select(buckets.Of).ShouldBe(values.Select(buckets.Of).Order());
    }
}
