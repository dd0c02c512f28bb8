using Custos.Learning.Themes;

namespace Custos.Tests.Learning.Themes;

public sealed class ThemeEntriesTests
{
    [Fact]
    public void Entries_come_in_the_order_of_the_lexicon_each_with_its_themes()
    {
        var entries = new ThemeEntries(SomeLexicon.Small);

        string[] names = [.. Enumerable.Range(0, entries.Vocabulary.Columns).Select(entries.Vocabulary.NameOf)];
        names.ShouldBe(["rain", "pouring", "cats and dogs", "and dogs", "dogs", "cats", "i", "i m"]);
        names.Select((_, entry) => string.Join(',', entries.ThemesOf(entry).ToArray())).ShouldBe(["0,1", "0", "0", "0", "1", "1", "2", "2"]);
    }

    [Fact]
    public void The_beginning_of_a_phrase_is_no_entry_by_itself()
    {
        var entries = new ThemeEntries(SomeLexicon.Small);
        var counts = new Custos.Learning.Vocabulary.ColumnCounts();
        counts.Text.Fold("cats and, and m");

        entries.Vocabulary.CountWords(counts.Text, counts).ShouldBe(4);
        counts.Columns.ToArray().Select(entries.Vocabulary.NameOf).ShouldBe(["cats"]);
    }
}
