using Custos.Learning;
using Custos.Records;

using Custos.Tests.Learning.Themes;

namespace Custos.Tests.Learning;

public sealed class TextFeaturesTests
{
    private static readonly string[] Texts =
        ["The quick brown fox", "the lazy dog, the quick dog", "A brown dog barks at the fox", "quick quick brown foxes bark", "no dog here"];

    private static readonly TextFeatureOptions WithCharacters = new() { CharacterNgrams = (3, 5) };

    /// <summary>scikit-learn 1.2.1: <c>TfidfVectorizer(ngram_range=(1, 2), min_df=2, max_df=0.95, strip_accents="unicode")</c>.</summary>
    [Fact]
    public void Tf_idf_is_that_of_scikit_learn()
    {
        var features = TextFeatures.Fit(Texts, new TextFeatureOptions(), out var rows);

        features.Names.Order(StringComparer.Ordinal).ShouldBe(["brown", "dog", "fox", "quick", "quick brown", "the", "the quick"]);
        var second = Row(features, rows, 1);
        second["dog"].ShouldBe(0.6186505276560191, 1e-15);
        second["quick"].ShouldBe(0.30932526382800957, 1e-15);
        second["the"].ShouldBe(0.6186505276560191, 1e-15);
        second["the quick"].ShouldBe(0.3726404841393254, 1e-15);
        second.Count.ShouldBe(4);
        Row(features, rows, 3)["quick brown"].ShouldBe(0.47429867776663115, 1e-15);
        features.Idf[features.Names.ToList().IndexOf("fox")].ShouldBe(1.6931471805599454, 1e-15);
    }

    /// <summary>scikit-learn 1.2.1: the same with <c>sublinear_tf=True</c>.</summary>
    [Fact]
    public void Counts_by_their_logarithm_are_those_of_scikit_learn()
    {
        var features = TextFeatures.Fit(Texts, new TextFeatureOptions { TermFrequency = TermFrequency.Logarithmic }, out var rows);

        var second = Row(features, rows, 1);
        second["dog"].ShouldBe(0.591822560151184, 1e-15);
        second["quick"].ShouldBe(0.3495399377834718, 1e-15);
        second["the"].ShouldBe(0.591822560151184, 1e-15);
        second["the quick"].ShouldBe(0.4210866258699305, 1e-15);
        Row(features, rows, 3)["quick"].ShouldBe(0.734208976512282, 1e-15);
    }

    [Fact]
    public void A_count_beyond_the_table_of_logarithms_is_weighed_as_those_within()
    {
        var texts = new[] { string.Concat(Enumerable.Repeat("word ", 1_000)) + "other", "word other" };
        var features = TextFeatures.Fit(texts, new TextFeatureOptions { WordNgrams = (1, 1), MaxShare = 1, TermFrequency = TermFrequency.Logarithmic }, out var rows);

        var first = Row(features, rows, 0);
        (first["word"] / first["other"]).ShouldBe(1 + Math.Log(1_000), 1e-12);
    }

    /// <summary>scikit-learn 1.2.1: <c>TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), min_df=2, strip_accents="unicode")</c> has 38 columns.</summary>
    [Fact]
    public void Character_runs_are_scaled_to_length_1_by_themselves()
    {
        var features = TextFeatures.Fit(Texts, new TextFeatureOptions { CharacterNgrams = (3, 4), MaxShare = 1 }, out var rows);

        features.Names.Count(name => name.StartsWith('[')).ShouldBe(38);
        var last = Row(features, rows, 4);
        last["dog"].ShouldBe(1);
        foreach (var name in new[] { "[ do]", "[ dog]", "[dog]", "[dog ]", "[og ]" }) last[name].ShouldBe(0.447213595499958, 1e-15);
        last.Count.ShouldBe(6);
    }

    [Fact]
    public void Columns_that_come_in_most_texts_stand_first_and_words_before_character_runs()
    {
        var features = TextFeatures.Fit(Texts, WithCharacters, out _);

        features.Names.Take(4).ShouldBe(["brown", "dog", "quick", "the"]);
        var words = features.Names.TakeWhile(name => name[0] != '[').Count();
        features.Names.Skip(words).ShouldAllBe(name => name[0] == '[');
        for (var column = 1; column < features.Count; column++)
        {
            if (column != words) features.Idf[column].ShouldBeGreaterThanOrEqualTo(features.Idf[column - 1]);
        }
    }

    [Fact]
    public void Columns_do_not_depend_on_the_order_of_the_texts()
    {
        var features = TextFeatures.Fit(Texts, WithCharacters, out var rows);
        int[] order = [3, 0, 4, 2, 1];
        var shuffled = TextFeatures.Fit([.. order.Select(at => Texts[at])], WithCharacters, out var shuffledRows);

        shuffled.Names.ShouldBe(features.Names);
        shuffled.Idf.ToArray().ShouldBe(features.Idf.ToArray());
        var expected = rows.Select(order);
        shuffledRows.Column.ToArray().ShouldBe(expected.Column.ToArray());
        shuffledRows.Value.ToArray().ShouldBe(expected.Value.ToArray());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    public void Transforming_the_same_texts_gives_the_same_rows(int min, int max)
    {
        string[] texts = [.. SomeTexts.Of(seed: 7, count: 300)];
        var features = TextFeatures.Fit(texts, new TextFeatureOptions { WordNgrams = (min, max), CharacterNgrams = (2, 4), MaxShare = 0.3 }, out var rows);
        var again = features.Transform(texts);

        again.RowStart.ToArray().ShouldBe(rows.RowStart.ToArray());
        again.Column.ToArray().ShouldBe(rows.Column.ToArray());
        again.Value.ToArray().ShouldBe(rows.Value.ToArray());
        features.Names.Distinct().Count().ShouldBe(features.Count);
        features.Names.Where(name => name[0] != '[').ShouldAllBe(name => name.Split(' ', StringSplitOptions.None).Length >= min);
    }

    [Fact]
    public void The_columns_of_themes_stand_last_and_leave_the_others_as_they_are()
    {
        string[] texts = [.. SomeTexts.Of(seed: 7, count: 300)];
        var options = new TextFeatureOptions { CharacterNgrams = (2, 3), MaxShare = 0.3 };
        var plain = TextFeatures.Fit(texts, options, out var before);
        var features = TextFeatures.Fit(texts, options with { Lexicon = SomeLexicon.OfSomeTexts }, out var rows);
        var again = features.Transform(texts);

        features.ThemeColumns.ShouldBe(19);
        features.Count.ShouldBe(plain.Count + 19);
        features.Names.Take(plain.Count).ShouldBe(plain.Names);
        features.Names[^1].ShouldBe("themes high and never together");
        features.Lexicon.ShouldBe(SomeLexicon.OfSomeTexts);
        (plain.ThemeColumns, plain.Lexicon).ShouldBe((0, null));
        again.Value.ToArray().ShouldBe(rows.Value.ToArray());
        again.Column.ToArray().ShouldBe(rows.Column.ToArray());
        for (var row = 0; row < texts.Length; row++)
        {
            var own = rows.Column[rows.RowStart[row]..rows.RowStart[row + 1]].ToArray();
            own.Where(column => column < plain.Count).ShouldBe(before.Column[before.RowStart[row]..before.RowStart[row + 1]].ToArray());
        }
    }

    [Fact]
    public void Document_counts_are_those_of_a_plain_count()
    {
        string[] texts = [.. SomeTexts.Of(seed: 3, count: 200)];
        var features = TextFeatures.Fit(texts, new TextFeatureOptions { WordNgrams = (1, 3), MinDocuments = 3, MaxShare = 0.5 }, out _);

        var documents = texts.SelectMany(text => NgramsOf(text, 3).Distinct()).GroupBy(n => n)
            .Where(n => n.Count() is >= 3 and <= 100).ToDictionary(n => n.Key, n => n.Count());
        features.Names.Order(StringComparer.Ordinal).ShouldBe(documents.Keys.Order(StringComparer.Ordinal));
        for (var column = 0; column < features.Count; column++)
        {
            features.Idf[column].ShouldBe(Math.Log(201.0 / (1 + documents[features.Names[column]])) + 1, 1e-15);
        }
    }

    [Fact]
    public void Too_few_texts_for_the_least_number_of_documents_are_refused_with_the_option_to_change()
    {
        var refusal = Should.Throw<BadInputException>(() => TextFeatures.Fit(["one two", "three four"], new TextFeatureOptions(), out _));

        refusal.Problem.ShouldContain("2 texts");
        refusal.Remedy.ShouldContain("--min-df");
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        foreach (var options in new TextFeatureOptions[] { new() { WordNgrams = (0, 1) }, new() { WordNgrams = (2, 1) }, new() { CharacterNgrams = (1, 99) }, new() { TermFrequency = (TermFrequency)7 }, new() { MinDocuments = 0 }, new() { MaxShare = 0 }, new() { MaxShare = double.NaN } })
        {
            Should.Throw<ArgumentException>(() => TextFeatures.Fit(Texts, options, out _));
        }
    }

    [Fact]
    public void Fitting_can_be_stopped()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Should.Throw<OperationCanceledException>(() => TextFeatures.Fit(Texts, new TextFeatureOptions(), out _, source.Token));
    }

    private static Dictionary<string, double> Row(TextFeatures features, SparseRows rows, int row) =>
        Enumerable.Range(rows.RowStart[row], rows.RowStart[row + 1] - rows.RowStart[row])
            .ToDictionary(at => features.Names[rows.Column[at]], at => rows.Value[at]);

    private static IEnumerable<string> NgramsOf(string text, int longest)
    {
        var words = Custos.Text.WordTokens.Of(text);
        return Enumerable.Range(1, longest).SelectMany(n => Enumerable.Range(0, Math.Max(0, words.Count - n + 1)).Select(at => string.Join(' ', words.Skip(at).Take(n))));
    }
}
