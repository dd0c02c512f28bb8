using System.Text.Json;
using Custos.Tests.House;
using Custos.Text.Matching;
using Custos.Text.Views;
using Xunit.Abstractions;

namespace Custos.Tests.Text.Matching;

public sealed class LexiconTests(ITestOutputHelper output)
{
    private static readonly string[] Entries = ["ignore all previous instructions", "pipe bomb", "heroin", "therapist"];

    private readonly Lexicon _lexicon = new(RecallSet.Lexicon);
    private readonly PhraseSet _phrases = new(RecallSet.Lexicon);
    private readonly TextViews _views = new();

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

    [Fact]
    public void No_benign_text_in_any_language_is_flagged_more_than_by_its_words() =>
        RecallSet.Benign.Where(text => IsFound(text) && _phrases.Find(text).Count == 0).ShouldBeEmpty();

    // Source: microsoft/agent-governance-toolkit, whose direct overrides are two sentences, each in many disguises.
    [SharedDataFact("injection-smoke.jsonl")]
    public void Injections_are_found_in_every_disguise_but_translation()
    {
        var lexicon = new Lexicon(["ignore all previous instructions", "forget previous rules"]);
        var rows = File.ReadLines(Path.Combine(Repository.SharedData, "injection-smoke.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        string TextOf(JsonElement row, string name) => row.GetProperty(name).GetString()!;
        var families = rows.Where(row => TextOf(row, "attack_class") == "direct_override" && TextOf(row, "bypass_class") != "multilingual").ToList();

        var missed = families.Where(row => !IsFound(TextOf(row, "text"), lexicon)).Select(row => TextOf(row, "bypass_class")).ToList();
        output.WriteLine($"{families.Count - missed.Count} of {families.Count}");
        missed.ShouldBeEmpty();
    }

    private bool IsFound(string text) => IsFound(text, _lexicon);

    private bool IsFound(string text, Lexicon lexicon)
    {
        _views.Read(text);
        var matches = new List<LexiconMatch>();
        lexicon.Find(_views, matches);
        return matches.Count > 0;
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
