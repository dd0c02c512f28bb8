using System.Text;
using Custos.Text.Repeats;
using Custos.Text.Rewriting;

namespace Custos.Tests.Text.Repeats;

public sealed class CommonSubstringTests
{
    private static readonly string[] Letters = ["a", "b", "\U0001F600", "\U0001F601", "\uD83D", "\uDE00", "\0"];

    [Fact]
    public void The_longest_is_what_comparing_every_pair_of_stretches_finds()
    {
        var random = new Random(2);
        for (var round = 0; round < 3_000; round++)
        {
            string first = Draw(random, random.Next(0, 25)), second = Draw(random, random.Next(0, 25));

            CommonSubstring.Of(first, second).ShouldBe(BruteForce(first, second));
        }
    }

    [Fact]
    public void Where_the_second_text_is_cut_makes_no_difference()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            string first = Draw(random, 30), second = Draw(random, 30);
            var search = new CommonSubstringSearch(first);
            for (var at = 0; at < second.Length;)
            {
                var piece = random.Next(1, Math.Min(5, second.Length - at + 1));
                search.Read(second.AsSpan(at, piece));
                at += piece;
                search.Longest.ShouldBe(CommonSubstring.Of(first, second[..at]));
            }
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_nothing_in_common() =>
        CommonSubstring.Of("\U0001F600", "\U0001F601").ShouldBe(new CommonSubstring(new TextSpan(0, 0), 0, 0));

    [Fact]
    public void Long_texts_share_what_was_put_into_both()
    {
        var random = new Random(4);
        var shared = Random(random, 500);
        string first = Random(random, 100_000) + shared + Random(random, 50_000), second = Random(random, 70_000) + shared + Random(random, 90_000);

        var found = CommonSubstring.Of(first, second);

        found.First.Start.ShouldBeInRange(99_970, 100_000);
        first.Substring(found.First.Start, found.First.Length).ShouldContain(shared);
        second.Substring((int)found.SecondStart, found.First.Length).ShouldContain(shared);
    }

    private static string Random(Random random, int length) => string.Create(length, random, (span, from) =>
    {
        foreach (ref var unit in span) unit = (char)('a' + from.Next(26));
    });

    private static string Draw(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => Letters[random.Next(random.Next(2) == 0 ? 2 : Letters.Length)]));

    private static CommonSubstring BruteForce(string first, string second)
    {
        int[] a = Points(first), b = Points(second);
        var best = (Length: 0, First: 0, End: 0);
        for (var end = 1; end <= b.Length; end++)
        {
            for (var length = best.Length + 1; length <= end; length++)
            {
                var at = a.AsSpan().IndexOf(b.AsSpan(end - length, length));
                if (at >= 0) best = (length, at, end);
            }
        }

        var start = Units(a.AsSpan(0, best.First));
        var span = new TextSpan(start, Units(a.AsSpan(best.First, best.Length)));
        return new CommonSubstring(span, Units(b.AsSpan(0, best.End)) - span.Length, best.Length);
    }

    private static int[] Points(string text)
    {
        var points = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune) && rune.Utf16SequenceLength == 2) i++;
            points.Add(rune.Value == 0 ? text[i] : rune.Value);
        }

        return [.. points];
    }

    private static int Units(ReadOnlySpan<int> points)
    {
        var units = 0;
        foreach (var point in points) units += point > 0xFFFF ? 2 : 1;
        return units;
    }
}
