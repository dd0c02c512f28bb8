using Custos.Sketches.Similarity;

namespace Custos.Tests.Sketches.Similarity;

public sealed class SimHashTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    public void Bags_at_an_angle_differ_in_its_share_of_the_bits(int bits)
    {
        const int trials = 2000, features = 300, shared = 200;
        var sum = 0.0;
        for (var trial = 0; trial < trials; trial++)
        {
            SimHash left = new(bits, (ulong)trial), right = new(bits, (ulong)trial);
            for (var i = 0UL; i < features; i++)
            {
                left.Add(i);
                right.Add(i < shared ? i : i + 1000);
            }

            sum += SimHashIndex.Distance(left.Fingerprint, right.Fingerprint) / (double)bits;
        }

        // The cosine is 2/3. An even number of features may balance out to 0, which both sides read alike: some 0.4 points at 300 features.
        var expected = Math.Acos(shared / (double)features) / Math.PI;
        (sum / trials).ShouldBe(expected, (4.5 * Math.Sqrt(expected * (1 - expected) / bits / trials)) + 0.008);
        SimHash.CosineOf(16, 64).ShouldBe(Math.Sqrt(0.5), 1e-12);
    }

    [Fact]
    public void Weights_are_repeats_and_what_is_merged_equals_one_pass()
    {
        SimHash whole = new(128), weighted = new(128), left = new(128), right = new(128);
        for (var i = 0UL; i < 50; i++)
        {
            var weight = 1 + (int)(i % 5);
            for (var repeat = 0; repeat < weight; repeat++) whole.Add(i);
            weighted.Add(i, weight);
            (i % 3 == 0 ? left : right).Add(i, weight);
        }

        left.Merge(right);

        weighted.ToBytes().ShouldBe(whole.ToBytes());
        left.ToBytes().ShouldBe(whole.ToBytes());
        left.Fingerprint.ShouldBe(whole.Fingerprint);
        SimHash.FromBytes(left.ToBytes()).Fingerprint.ShouldBe(whole.Fingerprint);
    }

    [Fact]
    public void One_feature_is_its_own_hash()
    {
        var sketch = new SimHash(64, 3);
        sketch.Add(7, 1000);

        sketch.Fingerprint.ShouldBe(Custos.Sketches.SeededHash.Of(7UL, 3));
        new SimHash().Fingerprint.ShouldBe(UInt128.Zero);
    }

    [Fact]
    public void Weights_that_overflow_and_unlike_sketches_are_refused()
    {
        var sketch = new SimHash();
        sketch.Add(1, int.MaxValue);

        Should.Throw<ArgumentException>(() => sketch.Add(2));
        Should.Throw<ArgumentException>(() => new SimHash(64).Merge(new SimHash(128)));
        Should.Throw<ArgumentOutOfRangeException>(() => new SimHash(32));
    }
}
