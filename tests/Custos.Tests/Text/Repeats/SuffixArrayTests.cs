using Custos.Text.Repeats;

namespace Custos.Tests.Text.Repeats;

public sealed class SuffixArrayTests
{
    [Fact]
    public void Suffixes_and_common_prefixes_are_those_that_sorting_finds()
    {
        var random = new Random(1);
        for (var round = 0; round < 5_000; round++)
        {
            var letters = random.Next(1, 6);
            Check(string.Concat(Enumerable.Range(0, random.Next(0, 60)).Select(_ => (char)('a' + random.Next(letters)))));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("mississippi")]
    [InlineData("banana")]
    [InlineData("\0\uFFFF\0\uD800\uDC00\uD800")]
    public void Edges_and_known_words(string text) => Check(text);

    [Fact]
    public void Banana_is_ordered_as_in_the_textbook()
    {
        var array = SuffixArray.Of("banana");

        array.Suffixes.ToArray().ShouldBe([5, 3, 1, 0, 4, 2]);
        array.CommonPrefixes().ShouldBe([0, 1, 3, 0, 0, 2]);
    }

    [Fact]
    public void Fibonacci_words_and_periods_which_recurse_deepest()
    {
        string shorter = "a", word = "ab";
        while (word.Length < 3_000) (shorter, word) = (word, word + shorter);
        Check(word);
        Check(string.Concat(Enumerable.Repeat("abcabd", 300)));
        Check(string.Concat(Enumerable.Range(0, 2_048).Select(i => (char)('a' + (int.PopCount(i) & 1)))));
    }

    [Fact]
    public void Numbers_that_lie_far_apart_sort_as_numbers()
    {
        int[] symbols = [int.MaxValue, int.MinValue, 0, int.MinValue, int.MaxValue, -1, 0, int.MinValue];

        SuffixArray.Of(symbols).Suffixes.ToArray()
            .ShouldBe(Enumerable.Range(0, symbols.Length).Order(Comparer<int>.Create((a, b) => symbols.AsSpan(a).SequenceCompareTo(symbols.AsSpan(b)))));
    }

    [Fact]
    public void A_million_times_the_same_symbol()
    {
        var array = SuffixArray.Of(new string('x', 1_000_000));

        array.Suffixes[0].ShouldBe(999_999);
        array.Suffixes[^1].ShouldBe(0);
        array.CommonPrefixes()[^1].ShouldBe(999_999);
    }

    private static void Check(string text)
    {
        var expected = Enumerable.Range(0, text.Length).Order(Comparer<int>.Create((a, b) => text.AsSpan(a).SequenceCompareTo(text.AsSpan(b)))).ToArray();
        var array = SuffixArray.Of(text);

        array.Suffixes.ToArray().ShouldBe(expected);
        array.CommonPrefixes().ShouldBe(expected.Select((suffix, i) => i == 0 ? 0 : text.AsSpan(suffix).CommonPrefixLength(text.AsSpan(expected[i - 1]))));
    }
}
