using System.Text;
using Custos.Tests.House;
using Custos.Text.Matching;
using Custos.Text.Rewriting;

namespace Custos.Tests.Text.Matching;

public sealed class PhraseSetTests
{
    [Theory]
    [InlineData("bomb", "a BOMB, bombs, the bomb.", "2+4 19+4")]
    [InlineData("kill switch", "a kill-switch; kill  switch", "2+11 15+12")]
    [InlineData("café", "Cafe CAFÉ cafe\u0301", "0+4 5+4 10+5")]
    [InlineData("убить", "Не убить!", "3+5")]
    [InlineData("炸弹", "做炸弹吗", "1+2")]
    [InlineData("🔪", "a 🔪🔪", "2+2 4+2")]
    [InlineData("a b a", "a b a b a", "0+5 4+5")]
    [InlineData("supercalifragilisticexpialidocious word", "one supercalifragilisticexpialidocious word two", "4+39")]
    public void Whole_words_are_found_whatever_their_case_and_accents(string phrase, string text, string expected) =>
        Spans(new PhraseSet([phrase]), text).ShouldBe(expected);

    [Fact]
    public void Case_and_accents_count_where_they_are_asked_to()
    {
        Spans(new PhraseSet(["Café"], new PhraseOptions { IsCaseSensitive = true }), "café Cafe Café").ShouldBe("5+4 10+4");
        Spans(new PhraseSet(["Café"], new PhraseOptions { IsAccentSensitive = true }), "café Cafe Café").ShouldBe("0+4 10+4");
    }

    [Fact]
    public void Every_match_is_told_also_those_that_overlap() =>
        new PhraseSet(["a", "a b", "b c", "a b c", "c"]).Find("a b c").Select(match => match.Phrase).ShouldBe([0, 1, 3, 2, 4], ignoreOrder: true);

    [Fact]
    public void A_phrase_without_a_word_is_refused_by_its_number() =>
        Should.Throw<ArgumentException>(() => new PhraseSet(["a", "..."])).Message.ShouldContain("Phrase 1");

    [Fact]
    public void Words_of_any_length_are_told_apart_to_their_last_letter()
    {
        string one = new string('a', 5_000) + "b", other = new string('a', 5_000) + "c";

        Spans(new PhraseSet([one]), $"x {one} {other} é{one}").ShouldBe("2+5001");
        Spans(new PhraseSet(["kill " + one]), $"KILL {other}, kill {one.ToUpperInvariant()}").ShouldBe("5008+5006");
    }

    [Fact]
    public void Found_is_what_splitting_and_comparing_finds()
    {
        string[] words = ["a", "b", "ab", "ba", "Aa", "é", "e", "你", "x1", "longerthansixteenletters", "fifteenletters1", "sixteenletters12"];
        string[] gaps = [" ", "  ", "-", ", ", ".\n", "'"];
        var random = new Random(9);
        for (var round = 0; round < 3_000; round++)
        {
            var phrases = Enumerable.Range(0, random.Next(1, 12)).Select(_ => string.Join(' ', Draw(random.Next(1, 4)))).ToList();
            var text = new StringBuilder();
            foreach (var word in Draw(random.Next(0, 40))) text.Append(word).Append(gaps[random.Next(gaps.Length)]);

            var found = new PhraseSet(phrases, new PhraseOptions { IsAccentSensitive = true }).Find(text.ToString());

            found.Select(match => (match.Phrase, match.Span.Start, match.Span.End)).Order().ShouldBe(BruteForce(phrases, text.ToString()).Order());
        }

        IEnumerable<string> Draw(int count) => Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]).ToList();
    }

    [Fact]
    public void Nothing_is_allocated_once_the_list_has_grown()
    {
        var set = new PhraseSet(["kill switch", "bomb", "café noir"]);
        var matches = new List<PhraseMatch>(100);
        const string Text = "the kill-switch of a bomb in a Café noir 你好 and a very-long-word-pneumonoultramicroscopicsilicovolcanoconiosis";
        for (var i = 0; i < 50; i++) Find();

        Allocations.Of(Find).ShouldBe(0);
        matches.Count.ShouldBe(3);

        void Find()
        {
            matches.Clear();
            set.Find(Text, matches);
        }
    }

    private static string Spans(PhraseSet set, string text) => string.Join(' ', set.Find(text).Select(match => $"{match.Span.Start}+{match.Span.Length}"));

    private static IEnumerable<(int Phrase, int Start, int End)> BruteForce(List<string> phrases, string text)
    {
        var words = new List<(string Word, TextSpan Span)>();
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsLetterOrDigit(text[at])) continue;
            var start = at;
            if (text[at] < 0x3000)
            {
                while (at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]) && text[at + 1] < 0x3000) at++;
            }

            words.Add((text[start..(at + 1)].ToLowerInvariant(), new TextSpan(start, at + 1 - start)));
        }

        for (var phrase = 0; phrase < phrases.Count; phrase++)
        {
            var wanted = phrases[phrase].ToLowerInvariant().Split(' ');
            for (var i = 0; i + wanted.Length <= words.Count; i++)
            {
                if (wanted.SequenceEqual(words.Skip(i).Take(wanted.Length).Select(word => word.Word))) yield return (phrase, words[i].Span.Start, words[i + wanted.Length - 1].Span.End);
            }
        }
    }
}
