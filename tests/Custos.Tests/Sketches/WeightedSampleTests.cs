using Custos.Sketches;

namespace Custos.Tests.Sketches;

public sealed class WeightedSampleTests
{
    private static readonly double[] Weights = [1, 2, 3, 4, 0, 10];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Items_are_drawn_as_one_after_another_by_weight_without_replacement(int places, bool isMerged)
    {
        const int trials = 30_000;
        var counts = new int[Weights.Length];
        for (var trial = 0; trial < trials; trial++)
        {
            var sample = new WeightedSample<int>(places, 2 * (ulong)trial);
            var other = new WeightedSample<int>(places, (2 * (ulong)trial) + 1);
            for (var i = 0; i < Weights.Length; i++) (isMerged && i % 2 == 0 ? other : sample).Add(i, Weights[i]);
            if (isMerged) sample.Merge(other);
            foreach (var (item, weight) in sample.Items)
            {
                counts[item]++;
                weight.ShouldBe(Weights[item]);
            }
        }

        var expected = new double[Weights.Length];
        Draw(places, 1, [], expected);
        for (var i = 0; i < Weights.Length; i++)
        {
            Math.Abs(counts[i] - (trials * expected[i])).ShouldBeLessThanOrEqualTo(5 * Math.Sqrt(trials * expected[i] * (1 - expected[i])));
        }
    }

    [Fact]
    public void A_long_stream_of_equal_weights_is_sampled_evenly()
    {
        const int trials = 4000, length = 200, places = 10;
        var counts = new int[4];
        for (var trial = 0; trial < trials; trial++)
        {
            var sample = new WeightedSample<int>(places, (ulong)trial);
            for (var i = 0; i < length; i++) sample.Add(i, 1e-3);
            foreach (var (item, _) in sample.Items) counts[item * counts.Length / length]++;
        }

        const double expected = trials * places / 4.0;
        counts.Max(count => Math.Abs(count - expected)).ShouldBeLessThan(5 * Math.Sqrt(expected * 0.75));
    }

    [Fact]
    public void Weights_of_every_size_are_taken_and_others_refused()
    {
        var sample = new WeightedSample<int>(2, 1);
        sample.Add(1, double.Epsilon);
        sample.Add(2, double.MaxValue);
        sample.Add(3, 1);

        sample.Items.Select(kept => kept.Item).ShouldBe([2, 3]);
        Should.Throw<ArgumentOutOfRangeException>(() => sample.Add(4, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => sample.Add(4, double.NaN));
        Should.Throw<ArgumentException>(() => sample.Merge(new WeightedSample<int>(2, 1)));
    }

    /// <summary>Adds to each item's chance what is had by drawing so many more.</summary>
    private static void Draw(int left, double chance, int[] drawn, double[] expected)
    {
        if (left == 0) return;
        var total = Weights.Where((_, i) => !drawn.Contains(i)).Sum();
        for (var i = 0; i < Weights.Length; i++)
        {
            if (drawn.Contains(i) || Weights[i] == 0) continue;
            expected[i] += chance * Weights[i] / total;
            Draw(left - 1, chance * Weights[i] / total, [.. drawn, i], expected);
        }
    }
}
