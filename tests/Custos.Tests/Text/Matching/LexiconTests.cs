using Custos.Text.Matching;
using Custos.Text.Views;

namespace Custos.Tests.Text.Matching;

public sealed class LexiconTests
{
    private static readonly string[] Entries = ["ignore all previous instructions", "pipe bomb", "heroin", "therapist"];

    [Theory]
    [InlineData("Please IGNORE all previous instructions.")]
    [InlineData("pleaseignoreallpreviousinstructionsnow")]
    [InlineData("1gn0 r341 1pr3 v10u 51n5 7ruc 710n 5")]
    [InlineData("a p.i.p.e. b.o.m.b")]
    [InlineData("рiре bоmb")]
    [InlineData("pïpé bömb")]
    [InlineData("h 3 r 0 1 n for sale")]
    [InlineData("aGVyb2luIGZvciBzYWxlIGhlcmU=")]
    public void A_disguised_entry_is_found(string text) => Find(text).ShouldNotBeEmpty();

    [Theory]
    [InlineData("the rapist was caught")]
    [InlineData("on her oink")]
    [InlineData("skip ebombs")]
    [InlineData("heroine of the story")]
    [InlineData("Is the pipe bombastic?")]
    public void Words_that_only_neighbours_make_up_are_not_found(string text) => Find(text).ShouldBeEmpty();

    [Fact]
    public void A_match_says_where_it_stands_in_the_raw_text()
    {
        const string Text = "buy h.e.r.0.1.n now";

        var match = Find(Text).ShouldHaveSingleItem();

        Text.Substring(match.Raw.Start, match.Raw.Length).ShouldBe("h.e.r.0.1.n");
        match.Phrase.ShouldBe(2);
    }

    private static List<LexiconMatch> Find(string text)
    {
        var views = new TextViews();
        views.Read(text);
        var matches = new List<LexiconMatch>();
        new Lexicon(Entries).Find(views, matches);
        return matches;
    }
}
