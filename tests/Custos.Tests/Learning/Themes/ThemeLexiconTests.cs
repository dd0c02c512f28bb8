using System.Collections.Immutable;
using System.Text;
using Custos.Learning.Themes;

namespace Custos.Tests.Learning.Themes;

public sealed class ThemeLexiconTests
{
    private static readonly string Digest = new('a', 64);

    [Theory]
    [InlineData("I'm", "i m")]
    [InlineData("  Café  AU-lait ", "cafe au lait")]
    [InlineData("日本", "日本")]
    [InlineData("𝐁𝐨𝐥𝐝 𝒜", "bold a")]
    [InlineData("!?", "")]
    public void An_entry_is_folded_as_texts_are_with_single_letters_as_words(string entry, string folded) => ThemeLexicon.Folded(entry).ShouldBe(folded);

    [Fact]
    public void What_is_folded_stays_as_it_is_for_every_character_there_is()
    {
        foreach (var some in Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Chunk(2_000))
        {
            var folded = ThemeLexicon.Folded(string.Join(' ', some.Select(value => new Rune(value))));
            ThemeLexicon.Folded(folded).ShouldBe(folded);
        }
    }

    [Fact]
    public void What_it_is_given_it_says()
    {
        var lexicon = SomeLexicon.Small;

        lexicon.Name.ShouldBe("weather");
        lexicon.Themes.Select(theme => theme.Name).ShouldBe(["rain", "animals", "me"]);
        lexicon.Together.ShouldBe([(0, 1), (1, 2)]);
        lexicon.Sha256.ShouldBe(Digest);
    }

    [Fact]
    public void Content_that_is_no_lexicon_is_refused()
    {
        ImmutableArray<Theme> right = [new("one", ["a"]), new("two", ["b c"])];
        Refuse("", right, [], Digest);
        Refuse("n", right, [], "short");
        Refuse("n", right, [], new string('A', 64));
        Refuse("n", [], [], Digest);
        Refuse("n", [right[0], right[0]], [], Digest);
        Refuse("n", [new Theme(" ", ["a"])], [], Digest);
        Refuse("n", [new Theme("one", [])], [], Digest);
        Refuse("n", [new Theme("one", ["a", "a"])], [], Digest);
        Refuse("n", [new Theme("one", [""])], [], Digest);
        Refuse("n", [new Theme("one", ["Upper"])], [], Digest);
        Refuse("n", [new Theme("one", ["a  b"])], [], Digest);
        Refuse("n", [new Theme("one", ["1 2 3 4 5 6 7 8 9"])], [], Digest);
        Refuse("n", [.. Enumerable.Range(0, ThemeLexicon.MostThemes + 1).Select(i => new Theme($"t{i}", ["a"]))], [], Digest);
        Refuse("n", [new Theme("one", [.. Enumerable.Range(0, ThemeLexicon.MostEntries + 1).Select(i => $"w{i}")])], [], Digest);
        Refuse("n", right, [(0, 2)], Digest);
        Refuse("n", right, [(1, 0)], Digest);
        Refuse("n", right, [(0, 0)], Digest);
        Refuse("n", right, [(-1, 0)], Digest);
        Refuse("n", right, [(0, 1), (0, 1)], Digest);
    }

    private static void Refuse(string name, ImmutableArray<Theme> themes, ImmutableArray<(int First, int Second)> together, string sha256) =>
        Should.Throw<ArgumentException>(() => new ThemeLexicon(name, themes, together, sha256));
}
