using Custos.Sketches.Similarity;

namespace Custos.Tests.Sketches.Similarity;

public sealed class BBitSignatureTests
{
    [Theory]
    [InlineData(1, 400, 240)]
    [InlineData(2, 400, 240)]
    [InlineData(4, 400, 200)]
    [InlineData(8, 400, 320)]
    [InlineData(16, 60, 30)]
    public void The_similarity_comes_back_without_bias_and_with_the_stated_variance(int bits, int union, int shared)
    {
        const int trials = 3000, slots = 112;
        var answers = Enumerable.Range(0, trials).Select(trial =>
        {
            var random = new Random(trial);
            var elements = Enumerable.Range(0, union).Select(_ => (ulong)random.NextInt64()).ToArray();
            var owned = shared + ((union - shared) / 2);
            var minHash = new MinHash(slots, (ulong)trial);
            var left = BBitSignature.Of(minHash.Sign(elements.AsSpan(0, owned)), bits);
            return left.JaccardWith(BBitSignature.Of(minHash.Sign([.. elements[..shared], .. elements[owned..]]), bits)).Value;
        }).ToArray();

        double similarity = (double)shared / union, chance = Math.Pow(2, -bits), agree = chance + ((1 - chance) * similarity);
        var variance = agree * (1 - agree) / slots / ((1 - chance) * (1 - chance));
        Math.Abs(answers.Average() - similarity).ShouldBeLessThan(4.5 * Math.Sqrt(variance / trials));
        answers.Average(answer => (answer - similarity) * (answer - similarity)).ShouldBeLessThan(variance * (1 + (4.5 * Math.Sqrt(2.0 / trials))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Slots_in_agreement_are_counted_as_one_by_one(int bits)
    {
        for (var slots = 1; slots < 80; slots += 13)
        {
            var minHash = new MinHash(slots);
            MinHashSignature left = minHash.Sign([1, 2, 3, 4, 5, 6]), right = minHash.Sign([4, 5, 6, 7, 8]);
            var chance = Math.Pow(2, -bits);
            var agree = Enumerable.Range(0, slots).Count(i => Kept(left, i) == Kept(right, i));

            BBitSignature.Of(left, bits).JaccardWith(BBitSignature.Of(right, bits)).Value.ShouldBe(Math.Max(0, (((double)agree / slots) - chance) / (1 - chance)), 1e-12);
        }

        ulong Kept(MinHashSignature signature, int slot) => Custos.Sketches.SeededHash.Mix(signature.Slots[slot]) >> (64 - bits);
    }

    [Fact]
    public void One_bit_of_112_slots_takes_two_words()
    {
        var signature = new MinHash(112).Sign([1, 2, 3]);

        BBitSignature.Of(signature, 1).ToBytes().Length.ShouldBe(6 + (8 * 3) + 8 + (2 * 8) + 8);
        Should.Throw<ArgumentOutOfRangeException>(() => BBitSignature.Of(signature, 3));
        Should.Throw<ArgumentException>(() => BBitSignature.Of(new MinHash(112).Sign([]), 1));
        Should.Throw<ArgumentException>(() => BBitSignature.Of(signature, 1).JaccardWith(BBitSignature.Of(signature, 2)));
    }
}
