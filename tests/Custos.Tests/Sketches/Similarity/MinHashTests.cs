using Custos.Sketches.Similarity;
using Custos.Tests.House;
using FsCheck.Fluent;
using FsCheck;

namespace Custos.Tests.Sketches.Similarity;

public sealed class MinHashTests
{
    private const int Slots = 112;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(10, 5)]
    [InlineData(50, 40)]
    [InlineData(112, 30)]
    [InlineData(300, 150)]
    [InlineData(1000, 800)]
    [InlineData(1000, 50)]
    public void The_share_of_equal_slots_is_the_similarity_without_bias_and_varies_no_more_than_independent_hashes(int union, int shared)
    {
        const int trials = 3000;
        var shares = Enumerable.Range(0, trials).Select(trial =>
        {
            var random = new Random(trial);
            var elements = Enumerable.Range(0, union).Select(_ => (ulong)random.NextInt64()).ToArray();
            var owned = shared + ((union - shared) / 2);
            var minHash = new MinHash(Slots, (ulong)trial);
            return minHash.Sign(elements.AsSpan(0, owned)).JaccardWith(minHash.Sign([.. elements[..shared], .. elements[owned..]]))!.Value;
        }).ToArray();

        var similarity = (double)shared / union;
        var variance = similarity * (1 - similarity) / Slots;
        Math.Abs(shares.Average() - similarity).ShouldBeLessThan(4.5 * Math.Sqrt(variance / trials));
        shares.Average(share => (share - similarity) * (share - similarity)).ShouldBeLessThan(variance * (1 + (4.5 * Math.Sqrt(2.0 / trials))));
    }

    [Fact]
    public void Elements_that_follow_one_another_are_as_good_as_random_ones()
    {
        const int trials = 2000;
        var sum = 0.0;
        for (var trial = 0; trial < trials; trial++)
        {
            var minHash = new MinHash(Slots, (ulong)trial);
            var left = Enumerable.Range(0, 400).Select(i => (ulong)i).ToArray();
            var right = Enumerable.Range(200, 400).Select(i => (ulong)i).ToArray();
            sum += minHash.Sign(left).JaccardWith(minHash.Sign(right))!.Value;
        }

        (sum / trials).ShouldBe(1 / 3.0, 4.5 * Math.Sqrt(2 / 9.0 / Slots / trials));
    }

    [Fact]
    public void Order_and_repeats_do_not_matter_and_a_union_is_signed_piece_by_piece()
    {
        var sets = Gen.Choose(0, 200).ArrayOf().Select(numbers => numbers.Select(number => (ulong)number).ToArray());
        Prop.ForAll(Gen.Zip(sets, sets).ToArbitrary(), pair =>
        {
            var minHash = new MinHash(20, 9);
            var (left, right) = pair;
            var whole = minHash.Sign([.. left, .. right]);
            var pieces = minHash.Sign(left).UnionWith(minHash.Sign(right));
            var shuffled = minHash.Sign([.. right.Reverse(), .. left, .. right]);
            return whole.Slots.SequenceEqual(pieces.Slots) && whole.Slots.SequenceEqual(shuffled.Slots);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void The_empty_set_is_similar_to_nothing_and_to_itself_no_one_can_say()
    {
        var minHash = new MinHash(8);

        minHash.Sign([]).IsEmpty.ShouldBeTrue();
        minHash.Sign([]).JaccardWith(minHash.Sign([])).ShouldBeNull();
        minHash.Sign([]).JaccardWith(minHash.Sign([1]))!.Value.ShouldBe(0);
    }

    [Fact]
    public void One_element_and_one_slot_are_enough()
    {
        new MinHash(112).Sign([5]).Slots.Contains(MinHashSignature.Empty).ShouldBeFalse();
        new MinHash(1).Sign([5, 6]).Slots.Length.ShouldBe(1);
    }

    [Fact]
    public void Signing_into_a_buffer_allocates_nothing()
    {
        var minHash = new MinHash(Slots);
        var elements = Enumerable.Range(0, 1000).Select(i => (ulong)i).ToArray();
        var slots = new ulong[Slots];
        minHash.Sign(elements, slots);

        Allocations.Of(() => minHash.Sign(elements, slots)).ShouldBe(0);
    }

    [Fact]
    public void Signatures_of_unlike_seeds_or_slots_are_not_compared()
    {
        Should.Throw<ArgumentException>(() => new MinHash(8).Sign([1]).JaccardWith(new MinHash(8, seed: 1).Sign([1])));
        Should.Throw<ArgumentException>(() => new MinHash(8).Sign([1]).UnionWith(new MinHash(9).Sign([1])));
    }
}
