using Custos.Learning.Themes;
using Custos.Tests.House;
using Custos.Text;

namespace Custos.Tests.Learning.Themes;

public sealed class ThemeMeasuresTests
{
    private static readonly double Ln3 = Math.Log(3), Ln4 = Math.Log(4), Ln5 = Math.Log(5);

    [Fact]
    public void The_columns_of_a_text_are_those_counted_by_hand()
    {
        var columns = new ThemeMeasures(SomeLexicon.Small, Ones(SomeLexicon.Small));

        // Eleven words. Rain: "rain" twice, "cats and dogs", "and dogs"; animals: "dogs", "cats", "rain" twice; me: "i" and "i m".
        var values = Read(columns, "RAIN! I'm sure: it rained cats and dogs, rain, no?");

        values.ShouldBe(
        [
            Ln5, Ln4, 4 / 16.0, 1,
            Ln5, Ln4, 4 / 16.0, 1,
            Ln3, Ln3, 2 / 16.0, 1,
            Ln5 * Ln5, Ln5 * Ln3,
        ], 1e-15);
    }

    [Fact]
    public void A_text_without_a_theme_has_nothing()
    {
        var columns = new ThemeMeasures(SomeLexicon.Small, Ones(SomeLexicon.Small));

        foreach (var text in (string[])["a b c", " ... ", ""]) Read(columns, text).ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Each_column_moves_by_its_share_of_the_strength_over_the_texts_that_were_learned_from()
    {
        string[] texts = ["rain", "dogs and cats", "i", "nothing at all", "raining cats and dogs", "i m pouring i"];
        var columns = ThemeMeasures.Fit(texts, SomeLexicon.Small, strength: 0.5, CancellationToken.None);

        var read = texts.Select(text => Read(columns, text)).ToArray();
        for (var column = 0; column < columns.Count; column++)
        {
            var own = read.Select(values => values[column]).ToArray();
            var mean = own.Average();
            var spread = Math.Sqrt(own.Average(value => (value - mean) * (value - mean)));
            spread.ShouldBe(own.Distinct().Count() == 1 ? 0 : 0.5 / Math.Sqrt(columns.Count), 1e-12);
        }
    }

    [Fact]
    public void A_theme_that_no_text_had_is_given_no_say()
    {
        var columns = ThemeMeasures.Fit(["rain", "no rain"], SomeLexicon.Small, 0.5, CancellationToken.None);

        Read(columns, "i i i")[8..12].ShouldBe([0, 0, 0, 0]);
        columns.Scale.ShouldAllBe(scale => double.IsFinite(scale) && scale >= 0);
    }

    [Fact]
    public void Columns_are_named_in_plain_words()
    {
        var columns = new ThemeMeasures(SomeLexicon.Small, Ones(SomeLexicon.Small));

        columns.NameOf(0).ShouldBe("theme rain: how often");
        columns.NameOf(5).ShouldBe("theme animals: how many different entries");
        columns.NameOf(10).ShouldBe("theme me: share of the words");
        columns.NameOf(3).ShouldBe("theme rain: at all");
        columns.NameOf(13).ShouldBe("themes animals and me together");
        columns.Count.ShouldBe(14);
    }

    [Fact]
    public void Counts_are_those_of_a_plain_search()
    {
        var columns = new ThemeMeasures(SomeLexicon.OfSomeTexts, Ones(SomeLexicon.OfSomeTexts));
        foreach (var text in SomeTexts.Of(seed: 21, count: 300, words: 40))
        {
            var words = ' ' + ThemeLexicon.Folded(text) + ' ';
            var found = SomeLexicon.OfSomeTexts.Themes.Select(theme => theme.Entries.Select(entry => Occurrences(words, $" {entry} ")).ToArray()).ToArray();

            var values = Read(columns, text);

            for (var theme = 0; theme < found.Length; theme++)
            {
                values[4 * theme].ShouldBe(Math.Log(1 + found[theme].Sum()), 1e-14);
                values[(4 * theme) + 1].ShouldBe(Math.Log(1 + found[theme].Count(count => count > 0)), 1e-14);
            }
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var columns = new ThemeMeasures(SomeLexicon.OfSomeTexts, Ones(SomeLexicon.OfSomeTexts));
        var (folded, reading) = (new FoldedText(), new ThemeReading());
        folded.Fold(string.Join(' ', SomeTexts.Of(seed: 22, count: 50)));
        columns.Read(folded, reading);

        Allocations.Of(() => columns.Read(folded, reading)).ShouldBe(0);
    }

    private static int Occurrences(string within, string what)
    {
        var count = 0;
        for (var at = within.IndexOf(what, StringComparison.Ordinal); at >= 0; at = within.IndexOf(what, at + 1, StringComparison.Ordinal)) count++;
        return count;
    }

    private static double[] Read(ThemeMeasures columns, string text)
    {
        var folded = new FoldedText();
        folded.Fold(text);
        return columns.Read(folded, new ThemeReading()).ToArray();
    }

    private static double[] Ones(ThemeLexicon lexicon) => [.. Enumerable.Repeat(1.0, ThemeMeasures.CountOf(lexicon))];
}
