using Custos.Text.Repeats;
using Custos.Text.Rewriting;

namespace Custos.Tests.Text.Repeats;

public sealed class RepeatedTextTests
{
    [Fact]
    public void Longest_and_score_are_what_comparing_every_pair_of_places_finds()
    {
        var random = new Random(14);
        for (var round = 0; round < 3_000; round++)
        {
            var letters = random.Next(1, 5);
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => "abc\0"[random.Next(letters)]));
            var minLength = random.Next(1, 5);

            var found = RepeatedText.Of(text, minLength).ShouldNotBeNull();

            var (first, again, length, covered) = BruteForce(text, minLength);
            found.ShouldBe(new RepeatedText(new TextSpan(first, length), new TextSpan(again, length), covered / (double)text.Length, text.Length));
        }
    }

    [Fact]
    public void A_loop_repeats_all_but_its_first_round()
    {
        var found = RepeatedText.Of(string.Concat(Enumerable.Repeat("I am sorry, I cannot. ", 50))).ShouldNotBeNull();

        found.Score.ShouldBe(49 / 50.0);
        found.Longest.ShouldBe(new TextSpan(0, 49 * 22));
        found.LongestAgain.Start.ShouldBe(22);
    }

    [Fact]
    public void Pairs_stay_whole() =>
        RepeatedText.Of("\U0001F600\U0001F601\U0001F600a", 1).ShouldBe(new RepeatedText(new TextSpan(0, 2), new TextSpan(4, 2), 0.25, 4));

    [Fact]
    public void Of_the_empty_text_nothing_can_be_said() => RepeatedText.Of("").ShouldBeNull();

    [Fact]
    public void Ten_million_times_one_character() =>
        RepeatedText.Of(new string('\uD800', 10_000_000)).ShouldBe(new RepeatedText(new TextSpan(0, 9_999_999), new TextSpan(1, 9_999_999), 0.9999999, 10_000_000));

    private static (int First, int Again, int Length, int Covered) BruteForce(string text, int minLength)
    {
        var (first, again, length) = (0, 0, 0);
        var isCovered = new bool[text.Length];
        for (var place = 0; place < text.Length; place++)
        {
            for (var earlier = 0; earlier < place; earlier++)
            {
                var shared = text.AsSpan(place).CommonPrefixLength(text.AsSpan(earlier));
                if (shared > length) (first, again, length) = (earlier, place, shared);
                if (shared >= minLength) isCovered.AsSpan(place, shared).Fill(true);
            }
        }

        return (first, again, length, isCovered.Count(covered => covered));
    }
}
