using System.Globalization;
using Custos.Sketches;

namespace Custos.Tests.Sketches;

public sealed class ReservoirSampleTests
{
    private const int Places = 5;
    private const int Length = 40;
    private const int Trials = 20_000;

    [Theory]
    [InlineData("one pass")]
    [InlineData("merged")]
    [InlineData("merged and gone on")]
    [InlineData("stored")]
    public void Every_item_is_as_likely_in_the_sample_as_any_other(string way)
    {
        var counts = new int[Length];
        for (var trial = 0; trial < Trials; trial++)
        {
            var items = SampleOf(way, 2 * (ulong)trial).Items;
            items.Count.ShouldBe(Places);
            items.Distinct().Count().ShouldBe(Places);
            foreach (var item in items) counts[item]++;
        }

        // Each count is binomial; 5 standard deviations for the worst of 40.
        const double share = (double)Places / Length;
        counts.Max(count => Math.Abs(count - (Trials * share))).ShouldBeLessThan(5 * Math.Sqrt(Trials * share * (1 - share)));
    }

    [Fact]
    public void A_short_stream_is_its_own_sample_and_equal_seeds_draw_equal_samples()
    {
        var sample = new ReservoirSample<string>(3, 1);
        sample.Items.ShouldBeEmpty();
        sample.Add("a");
        sample.Add("b");

        sample.Items.ShouldBe(["a", "b"], ignoreOrder: true);
        SampleOf("one pass", 8).Items.ShouldBe(SampleOf("stored", 8).Items);
    }

    [Fact]
    public void Samples_whose_randomness_is_the_same_are_not_merged()
    {
        Should.Throw<ArgumentException>(() => new ReservoirSample<int>(3, 1).Merge(new ReservoirSample<int>(3, 1)));
        Should.Throw<ArgumentException>(() => new ReservoirSample<int>(3, 1).Merge(new ReservoirSample<int>(4, 2)));
    }

    private static ReservoirSample<int> SampleOf(string way, ulong seed)
    {
        var sample = new ReservoirSample<int>(Places, seed);
        var other = new ReservoirSample<int>(Places, seed + 1);
        for (var i = 0; i < Length; i++)
        {
            if (way == "stored" && i == Length / 2) sample = ReservoirSample<int>.FromBytes(sample.ToBytes(item => item.ToString(CultureInfo.InvariantCulture)), text => int.Parse(text, CultureInfo.InvariantCulture));
            if (way == "merged and gone on" && i == 30) sample.Merge(other);
            (way == "merged" && i >= 8 ? other : way == "merged and gone on" && i is >= 10 and < 30 ? other : sample).Add(i);
        }

        if (way == "merged") sample.Merge(other);
        return sample;
    }
}
