using Custos.Text.Repeats;
using Custos.Text.Rewriting;

namespace Custos.Tests.Text.Repeats;

public sealed class CommonToManyTests
{
    [Fact]
    public void The_longest_of_k_texts_is_what_trying_every_substring_finds()
    {
        var random = new Random(6);
        for (var round = 0; round < 2_000; round++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 7)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => "ab\0"[random.Next(3)]))).ToList();
            var atLeast = random.Next(2, 5);
            var expected = texts.SelectMany(text => Enumerable.Range(0, text.Length).SelectMany(start => Enumerable.Range(1, text.Length - start).Select(length => text.Substring(start, length))))
                .Where(s => texts.Count(text => text.Contains(s, StringComparison.Ordinal)) >= atLeast)
                .OrderByDescending(s => s.Length).ThenBy(s => s, StringComparer.Ordinal).FirstOrDefault();

            var found = CommonToMany.Of(texts, atLeast);

            found?.Stretch.ShouldBe(expected);
            (found is null).ShouldBe(expected is null);
            found?.Places.ShouldBe(texts.Index().Select(text => (text.Index, new TextSpan(text.Item.IndexOf(expected!, StringComparison.Ordinal), expected!.Length))).Where(place => place.Item2.Start >= 0));
        }
    }

    [Fact]
    public void Pairs_stay_whole_and_places_are_in_utf16()
    {
        var found = CommonToMany.Of(["x\U0001F600yz", "\U0001F601\U0001F600y!", "\U0001F600"], 2).ShouldNotBeNull();

        found.Stretch.ShouldBe("\U0001F600y");
        found.CodePoints.ShouldBe(2);
        found.Places.ShouldBe([(0, new TextSpan(1, 3)), (1, new TextSpan(2, 3))]);
        CommonToMany.Of(["\U0001F600", "\U0001F601", "\uD83D"], 2).ShouldBeNull();
    }

    [Fact]
    public void Thousands_of_texts()
    {
        var random = new Random(7);
        var texts = Enumerable.Range(0, 5_000).Select(i => Word(100) + (i % 10 == 3 ? "forward this to ten friends" : "") + Word(100)).ToList();

        CommonToMany.Of(texts, 500)!.Stretch.ShouldContain("forward this to ten friends");
        CommonToMany.Of(texts, 501)!.Stretch.Length.ShouldBeLessThan(10);

        string Word(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(26))));
    }

    [Fact]
    public void Fewer_texts_than_asked_share_nothing_and_one_text_is_no_question()
    {
        CommonToMany.Of(["a"], 2).ShouldBeNull();
        CommonToMany.Of([], 2).ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => CommonToMany.Of(["a", "a"], 1)).ParamName.ShouldBe("atLeast");
    }
}
