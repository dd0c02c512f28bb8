using Custos.Sketches.Similarity;

namespace Custos.Tests.Sketches.Similarity;

public sealed class LshBandsTests
{
    // Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, figure 3.8: 20 bands of 5 rows.
    [Theory]
    [InlineData(0.2, 0.006)]
    [InlineData(0.3, 0.047)]
    [InlineData(0.4, 0.186)]
    [InlineData(0.5, 0.470)]
    [InlineData(0.6, 0.802)]
    [InlineData(0.7, 0.975)]
    [InlineData(0.8, 0.9996)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void The_curve_is_the_published_one(double similarity, double probability) => new LshBands(20, 5).CandidateProbability(similarity).ShouldBe(probability, 0.0006);

    [Fact]
    public void The_areas_are_those_under_and_above_the_curve()
    {
        var bands = new LshBands(2, 1);

        // 1 − (1 − s)² = 2s − s².
        bands.FalsePositiveArea(0.5).ShouldBe(0.25 - (0.125 / 3), 1e-12);
        bands.FalseNegativeArea(0.5).ShouldBe(0.125 / 3, 1e-12);
        bands.Threshold.ShouldBe(0.5);
    }

    [Theory]
    [InlineData(0.3, 24, 0.5)]
    [InlineData(0.5, 30, 0.5)]
    [InlineData(0.8, 30, 0.5)]
    [InlineData(0.8, 30, 0.95)]
    [InlineData(0.9, 17, 0.1)]
    public void The_chosen_bands_are_the_best_of_all(double similarity, int slots, double missWeight)
    {
        double Cost(LshBands cut) => ((1 - missWeight) * cut.FalsePositiveArea(similarity)) + (missWeight * cut.FalseNegativeArea(similarity));
        var all = from rows in Enumerable.Range(1, slots) from bands in Enumerable.Range(1, slots / rows) select new LshBands(bands, rows);

        Cost(LshBands.ForThreshold(similarity, slots, missWeight)).ShouldBe(all.Min(Cost), 1e-12);
    }

    [Fact]
    public void Missing_less_takes_a_lower_threshold() =>
        LshBands.ForThreshold(0.8, 112, missWeight: 0.95).Threshold.ShouldBeLessThan(LshBands.ForThreshold(0.8, 112).Threshold);

    [Theory]
    [InlineData(300, 180)]
    [InlineData(300, 120)]
    [InlineData(40, 24)]
    public void Pairs_become_candidates_as_often_as_the_curve_says(int union, int shared)
    {
        const int trials = 3000;
        var bands = new LshBands(20, 5);
        var candidates = Enumerable.Range(0, trials).Count(trial =>
        {
            var random = new Random(trial);
            var elements = Enumerable.Range(0, union).Select(_ => (ulong)random.NextInt64()).ToArray();
            var owned = shared + ((union - shared) / 2);
            var minHash = new MinHash(112, (ulong)trial);
            ulong[] left = new ulong[20], right = new ulong[20];
            bands.Keys(minHash.Sign(elements.AsSpan(0, owned)).Slots, left);
            bands.Keys(minHash.Sign([.. elements[..shared], .. elements[owned..]]).Slots, right);
            return left.Zip(right).Any(pair => pair.First == pair.Second);
        });

        var expected = bands.CandidateProbability((double)shared / union);
        // Slots of one sketch are not quite independent: 2 points besides the binomial band.
        Math.Abs(candidates - (trials * expected)).ShouldBeLessThan((4.5 * Math.Sqrt(trials * expected * (1 - expected))) + (0.02 * trials));
    }

    [Fact]
    public void What_cannot_be_cut_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new LshBands(0, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => LshBands.ForThreshold(1, 10));
        Should.Throw<ArgumentException>(() => new LshBands(3, 4).Keys(new ulong[11], new ulong[3]));
    }
}
