using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Records;
using Custos.Statistics.Conformal;
using Custos.Tests.House;
using Custos.Tests.Learning.Themes;

namespace Custos.Tests.Learning;

public sealed class TextClassifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("custos-classifier-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_what_is_loaded()
    {
        var (features, labels) = Some();
        var id = TextClassifier.Write(_folder, features, labels, new JsonObject { ["rows"] = 7 });
        var classifier = TextClassifier.Load(_folder);

        classifier.Id.ShouldBe(id);
        id.Length.ShouldBe(64);
        classifier.Features.Names.ShouldBe(features.Names);
        classifier.Features.Idf.ToArray().ShouldBe(features.Idf.ToArray());
        ((int)classifier.Metadata["rows"]!).ShouldBe(7);
        for (var label = 0; label < labels.Count; label++)
        {
            classifier.Labels[label].Weights.ToArray().ShouldBe(labels[label].Weights.ToArray());
            classifier.Labels[label].Bands.ShouldBe(labels[label].Bands);
            (classifier.Labels[label] with { Weights = default, Bands = [] }).ShouldBe(labels[label] with { Weights = default, Bands = [] });
        }
    }

    [Fact]
    public void The_id_depends_on_the_content_alone()
    {
        var (features, labels) = Some();
        var id = TextClassifier.Write(_folder, features, labels, []);
        File.WriteAllText(Path.Combine(_folder, "report.html"), "beside it");

        TextClassifier.Write(Path.Combine(_folder, "again"), features, labels, []).ShouldBe(id);
        TextClassifier.Load(_folder).Id.ShouldBe(id);
        TextClassifier.Write(_folder, features, labels, new JsonObject { ["seed"] = 1 }).ShouldNotBe(id);
        TextClassifier.Write(_folder, features, [.. labels.Select(l => l with { Intercept = 9 })], []).ShouldNotBe(id);
    }

    [Theory]
    [InlineData(1, 2, 0, TermFrequency.Raw)]
    [InlineData(1, 3, 5, TermFrequency.Raw)]
    [InlineData(2, 2, 3, TermFrequency.Raw)]
    [InlineData(1, 2, 0, TermFrequency.Logarithmic)]
    [InlineData(1, 2, 4, TermFrequency.Logarithmic)]
    [InlineData(1, 2, 0, TermFrequency.Raw, true)]
    [InlineData(1, 2, 4, TermFrequency.Logarithmic, true)]
    public void Scoring_equals_features_times_weights_bit_for_bit(int min, int max, int characters, TermFrequency termFrequency, bool withLexicon = false)
    {
        var options = new TextFeatureOptions { Lexicon = withLexicon ? SomeLexicon.OfSomeTexts : null, TermFrequency = termFrequency, WordNgrams = (min, max), CharacterNgrams = characters == 0 ? null : (2, characters), MaxShare = 0.4 };
        var (features, labels) = Some(options);
        TextClassifier.Write(_folder, features, labels, []);
        var classifier = TextClassifier.Load(_folder);
        string[] texts = [.. SomeTexts.Of(seed: 11, count: 500), .. SomeTexts.Of(seed: 12, count: 5, words: 3000), string.Empty, new string('a', 1_200_000)];

        var decisions = labels.Select(label => features.Transform(texts).Times(label.Weights.Span, label.Intercept)).ToArray();
        var bulk = classifier.ScoreAll(texts, threads: 3);
        var got = new double[labels.Count];
        for (var text = 0; text < texts.Length; text++)
        {
            classifier.Decide(texts[text], got);
            got.ShouldBe(decisions.Select(label => label[text]));
            classifier.Score(texts[text], got);
            got.ShouldBe(labels.Select((label, at) => label.Calibration.Apply(decisions[at][text])));
            got.ShouldBe(bulk.AsSpan(text * labels.Count, labels.Count).ToArray());
        }
    }

    [Theory]
    [InlineData(TermFrequency.Raw, false)]
    [InlineData(TermFrequency.Logarithmic, false)]
    [InlineData(TermFrequency.Logarithmic, true)]
    public void Scoring_allocates_nothing(TermFrequency termFrequency, bool withLexicon)
    {
        var (features, labels) = Some(new TextFeatureOptions { Lexicon = withLexicon ? SomeLexicon.OfSomeTexts : null, CharacterNgrams = (3, 5), TermFrequency = termFrequency });
        TextClassifier.Write(_folder, features, labels, []);
        var classifier = TextClassifier.Load(_folder);
        string[] texts = [.. SomeTexts.Of(seed: 13, count: 200, words: 60)];
        var probabilities = new double[labels.Count];
        foreach (var text in texts) classifier.Score(text, probabilities);

        Allocations.Of(() =>
        {
            foreach (var text in texts) classifier.Score(text, probabilities);
        }).ShouldBe(0);
    }

    [Fact]
    public void Contributions_sum_to_the_decision()
    {
        var (features, labels) = Some(new TextFeatureOptions { Lexicon = SomeLexicon.OfSomeTexts, CharacterNgrams = (3, 4) });
        TextClassifier.Write(_folder, features, labels, []);
        var classifier = TextClassifier.Load(_folder);
        var decisions = new double[labels.Count];
        foreach (var text in SomeTexts.Of(seed: 14, count: 100, words: 40))
        {
            classifier.Decide(text, decisions);
            var why = classifier.Explain(text, "second");
            why.Decision.ShouldBe(decisions[1]);
            (why.Contributions.Sum(c => c.Contribution) + why.Intercept).ShouldBe(decisions[1], 1e-12);
            why.Probability.ShouldBe(labels[1].Calibration.Apply(decisions[1]));
            why.Contributions.Select(c => Math.Abs(c.Contribution)).ShouldBeInOrder(SortDirection.Descending);
        }

        classifier.Explain("word1 word2", "second").Contributions.ShouldContain(part => part.Feature == "theme low: how often" && part.Value > 0);
        Should.Throw<BadInputException>(() => classifier.Explain("text", "third")).Remedy.ShouldContain("first, second");
    }

    [Fact]
    public void Every_changed_byte_is_refused()
    {
        var (features, labels) = Some(new TextFeatureOptions { Lexicon = SomeLexicon.Small, MinDocuments = 40, CharacterNgrams = (3, 3) });
        TextClassifier.Write(_folder, features, labels, new JsonObject { ["rows"] = 200 });
        foreach (var name in new[] { "manifest.json", "model.bin" })
        {
            var path = Path.Combine(_folder, name);
            var bytes = File.ReadAllBytes(path);
            for (var at = 0; at < bytes.Length; at++)
            {
                var flip = (byte)(1 << (at % 8));
                bytes[at] ^= flip;
                File.WriteAllBytes(path, bytes);
                Should.Throw<BadInputException>(() => TextClassifier.Load(_folder)).Place.ShouldNotBeNull();
                bytes[at] ^= flip;
            }

            File.WriteAllBytes(path, bytes);
        }

        TextClassifier.Load(_folder);
    }

    [Fact]
    public void Every_truncation_and_every_added_byte_is_refused()
    {
        var (features, labels) = Some(new TextFeatureOptions { Lexicon = SomeLexicon.Small, MinDocuments = 40 });
        TextClassifier.Write(_folder, features, labels, []);
        foreach (var name in new[] { "manifest.json", "model.bin" })
        {
            var path = Path.Combine(_folder, name);
            var bytes = File.ReadAllBytes(path);
            for (var length = 0; length < bytes.Length; length++)
            {
                File.WriteAllBytes(path, bytes[..length]);
                Should.Throw<BadInputException>(() => TextClassifier.Load(_folder)).Place.ShouldBe(path);
            }

            File.WriteAllBytes(path, [.. bytes, 0]);
            Should.Throw<BadInputException>(() => TextClassifier.Load(_folder)).Place.ShouldBe(path);
            File.Delete(path);
            Should.Throw<BadInputException>(() => TextClassifier.Load(_folder)).Place.ShouldBe(path);
            File.WriteAllBytes(path, bytes);
        }
    }

    [Theory]
    [InlineData(TermFrequency.Raw, false, 1)]
    [InlineData(TermFrequency.Logarithmic, false, 2)]
    [InlineData(TermFrequency.Raw, true, 3)]
    [InlineData(TermFrequency.Logarithmic, true, 3)]
    public void The_format_is_the_oldest_that_can_say_what_the_model_looks_at(TermFrequency termFrequency, bool withLexicon, int version)
    {
        var (features, labels) = Some(new TextFeatureOptions { Lexicon = withLexicon ? SomeLexicon.Small : null, TermFrequency = termFrequency });
        TextClassifier.Write(_folder, features, labels, []);

        TextClassifier.Load(_folder).Features.TermFrequency.ShouldBe(termFrequency);
        ((int)JsonNode.Parse(File.ReadAllBytes(Path.Combine(_folder, "manifest.json")))!["version"]!).ShouldBe(version);
        BitConverter.ToInt32(File.ReadAllBytes(Path.Combine(_folder, "model.bin")), 8).ShouldBe(version);
    }

    /// <summary>SHA-256 of what was written before there were lexicons.</summary>
    [Theory]
    [InlineData(TermFrequency.Raw, "621354a7212fd07bc94db88a74d7f0367c8a4f3b361ba70fbc221be9653f64ac")]
    [InlineData(TermFrequency.Logarithmic, "bb0a137375ba9ebf0aaecce6c845357b06e337e802ce87850f91cbdf7ef77bc1")]
    public void Models_without_a_lexicon_have_the_bytes_they_always_had(TermFrequency termFrequency, string sha256)
    {
        string[] texts = ["red apple, green pear", "green apple pie", "a pear and a red pie pie", "red green blue"];
        var features = TextFeatures.Fit(texts, new TextFeatureOptions { CharacterNgrams = (3, 4), TermFrequency = termFrequency, MaxShare = 1 }, out _);
        var (_, labels) = Some();
        TextClassifier.Write(_folder, features, [labels[0] with { Weights = Enumerable.Range(1, features.Count).Select(column => 1.0 / column).ToArray() }], []);

        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, "model.bin")))).ShouldBe(sha256);
    }

    [Fact]
    public void A_lexicon_is_kept_in_the_model_and_named_by_its_manifest()
    {
        var (features, labels) = Some(new TextFeatureOptions { Lexicon = SomeLexicon.OfSomeTexts });
        TextClassifier.Write(_folder, features, labels, []);

        var lexicon = TextClassifier.Load(_folder).Features.Lexicon!;
        lexicon.Sha256.ShouldBe(SomeLexicon.OfSomeTexts.Sha256);
        lexicon.Themes.Select(theme => theme.Name).ShouldBe(["low", "high", "odd", "never"]);
        var named = JsonNode.Parse(File.ReadAllBytes(Path.Combine(_folder, "manifest.json")))!["features"]!["lexicon"]!;
        ((string)named["name"]!, (string)named["sha256"]!, named["themes"]!.AsArray().Count).ShouldBe(("numbers", lexicon.Sha256, 4));
    }

    [Fact]
    public void A_newer_format_and_a_missing_folder_say_what_to_do()
    {
        var (features, labels) = Some();
        TextClassifier.Write(_folder, features, labels, []);
        var path = Path.Combine(_folder, "manifest.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"version\": 1", "\"version\": 4", StringComparison.Ordinal));

        Should.Throw<BadInputException>(() => TextClassifier.Load(_folder)).Remedy.ShouldContain("newer Custos");
        Should.Throw<BadInputException>(() => TextClassifier.Load(Path.Combine(_folder, "none"))).Remedy.ShouldContain("custos train");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused_and_left_as_it_was()
    {
        var (features, labels) = Some();
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "here already");

        Should.Throw<BadInputException>(() => TextClassifier.Write(file, features, labels, [])).Place.ShouldBe(file);
        File.ReadAllText(file).ShouldBe("here already");
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused()
    {
        var (features, labels) = Some();
        foreach (var wrong in new IReadOnlyList<TextClassifierLabel>[]
        {
            [], [labels[0], labels[0]], [labels[0] with { Weights = new double[3] }], [labels[0] with { Intercept = double.NaN }],
            [labels[0] with { Threshold = 1.5 }], [labels[0] with { Bands = [new(0.9, 0.2, 1.5, 9, 9)] }], [labels[0] with { Bands = [new(0.9, 0.2, 0.5, 9, 9), new(0.9, 0.3, 0.5, 9, 9)] }], [labels[0] with { TargetFpr = 0 }], [labels[0] with { Name = "" }],
        })
        {
            Should.Throw<ArgumentException>(() => TextClassifier.Write(_folder, features, wrong, []));
        }

        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
    }

    private static (TextFeatures Features, IReadOnlyList<TextClassifierLabel> Labels) Some(TextFeatureOptions? options = null)
    {
        var features = TextFeatures.Fit([.. SomeTexts.Of(seed: 10, count: 200)], options ?? new TextFeatureOptions(), out _);
        var random = new Random(10);
        var first = new TextClassifierLabel
        {
            Name = "first",
            Weights = Enumerable.Range(0, features.Count).Select(_ => random.NextDouble() - 0.5).ToArray(),
            Intercept = -0.25,
            Calibration = new Calibration.Platt(-1.25, 0.125),
            Threshold = 0.75,
            Certified = true,
            EmpiricalThreshold = 0.5,
            TargetFpr = 0.01,
            Bands = [new ConformalBand(0.8, 1 / 3.0, 0.5, 40, 70), new ConformalBand(0.9, 0.25, 0.75, 40, 70)],
        };
        var second = first with
        {
            Name = "second",
            Weights = Enumerable.Range(0, features.Count).Select(_ => random.NextDouble() - 0.5).ToArray(),
            Calibration = new Calibration.Isotonic([-1, 0, 1 / 3.0], [0, 0.1, 1], new Calibration.Platt(-2, 0)),
            Certified = false,
            Bands = [],
        };
        return (features, [first, second]);
    }
}
