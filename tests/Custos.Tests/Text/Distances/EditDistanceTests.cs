using Custos.Text.Distances;

namespace Custos.Tests.Text.Distances;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("", "", 0)]
    [InlineData("intention", "execution", 5)]
    public void Known_distances(string first, string second, int distance) => EditDistance.Of(first, second).ShouldBe(distance);

    [Fact]
    public void Every_distance_is_the_tables()
    {
        var random = new Random(8);
        for (var round = 0; round < 4_000; round++)
        {
            var (first, second) = TableOfDistances.Draw(random, round % 10 == 0 ? 300 : 80);

            EditDistance.Of(first, second).ShouldBe(TableOfDistances.Edits(first.ToArray(), second.ToArray()));
            EditDistance.WithSwaps(first, second).ShouldBe(TableOfDistances.Edits(first.ToArray(), second.ToArray(), withSwaps: true));
        }
    }

    [Fact]
    public void A_bound_is_kept_to_exactly()
    {
        var random = new Random(9);
        for (var round = 0; round < 2_000; round++)
        {
            var (first, second) = TableOfDistances.Draw(random, 400);
            var distance = EditDistance.Of(first, second);
            foreach (var most in new[] { 0, 1, distance - 1, distance, distance + 1, distance + 70, int.MaxValue })
            {
                if (most >= 0) EditDistance.Within(first, second, most).ShouldBe(distance <= most ? distance : null);
            }
        }
    }

    [Fact]
    public void It_is_a_metric()
    {
        var random = new Random(10);
        for (var round = 0; round < 1_000; round++)
        {
            var (a, b) = TableOfDistances.Draw(random, 100);
            var (c, _) = TableOfDistances.Draw(random, 100);

            EditDistance.Of(a, a).ShouldBe(0);
            EditDistance.Of(a, b).ShouldBe(EditDistance.Of(b, a));
            EditDistance.WithSwaps(a, b).ShouldBe(EditDistance.WithSwaps(b, a));
            EditDistance.WithSwaps(a, b).ShouldBeLessThanOrEqualTo(EditDistance.Of(a, b));
            EditDistance.Of(a, c).ShouldBeLessThanOrEqualTo(EditDistance.Of(a, b) + EditDistance.Of(b, c));
        }
    }

    [Fact]
    public void A_swap_counts_one_but_what_was_swapped_stays()
    {
        EditDistance.WithSwaps("CA", "AC").ShouldBe(1);
        EditDistance.WithSwaps("CA", "ABC").ShouldBe(3);
        EditDistance.WithSwaps(new string('x', 62) + "abcd", new string('y', 62) + "bacd").ShouldBe(63);
    }

    [Fact]
    public void Words_and_tokens_are_compared_whole()
    {
        EditDistance.Of(["the", "cat", "sat"], ["the", "dog", "sat", "down"]).ShouldBe(2);
        EditDistance.Of([1, 2, 3], [1, 3]).ShouldBe(1);
    }

    [Fact]
    public void Many_different_symbols_take_memory_for_their_places_alone()
    {
        var random = new Random(11);
        int[] first = [.. Enumerable.Range(0, 30_000).Select(i => random.Next(3) == 0 ? 7 : i)], second = [.. first];
        for (var i = 0; i < 500; i++) second[random.Next(second.Length)] = -1 - i;

        EditDistance.Of(first, second).ShouldBe(first.Zip(second).Count(pair => pair.First != pair.Second));
        CommonSubsequence.Length(first, second).ShouldBe(first.Zip(second).Count(pair => pair.First == pair.Second));
    }

    [Fact]
    public void Ten_million_equal_letters_are_compared_at_once()
    {
        var text = new string('\uDC00', 10_000_000);

        EditDistance.Of(text, text + "a").ShouldBe(1);
        EditDistance.Within(text, "b" + text + "a", 2).ShouldBe(2);
    }

    [Fact]
    public void A_negative_bound_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => EditDistance.Within("", "", -1)).ParamName.ShouldBe("most");
}
