using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Providers.Onnx.Graphs;
using Custos.Providers.Onnx.Runtime;
using Custos.Tests.House;
using Custos.Tests.Learning.Themes;
using Custos.Text.Tables;
using Custos.Train;

namespace Custos.Tests.Providers.Onnx.Graphs;

public sealed class LinearGraphTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("custos-linear-").FullName;

    [OnnxRuntimeFact]
    public void The_runtime_scores_as_the_classifier_does()
    {
        foreach (var (characters, termFrequency) in ((bool, TermFrequency)[])[(false, TermFrequency.Raw), (true, TermFrequency.Raw), (false, TermFrequency.Logarithmic), (true, TermFrequency.Logarithmic)])
        {
            var (classifier, texts) = Trained(characters, termFrequency);
            using var session = ModelSession.Open(LinearGraph.Write(classifier), 1);

            var elsewhere = Score(session, classifier, texts);

            var here = new double[classifier.Labels.Count];
            for (var text = 0; text < texts.Count; text++)
            {
                classifier.Score(texts[text], here);
                for (var label = 0; label < here.Length; label++) elsewhere[(text * here.Length) + label].ShouldBe(here[label], 1e-5);
            }
        }
    }

    [OnnxRuntimeFact]
    public void A_text_scores_the_same_filled_up_beside_others_and_alone()
    {
        var (classifier, texts) = Trained(characters: true, TermFrequency.Logarithmic);
        using var session = ModelSession.Open(LinearGraph.Write(classifier), 1);

        var together = Score(session, classifier, texts);

        var labels = classifier.Labels.Count;
        for (var text = 0; text < texts.Count; text++)
        {
            var alone = Score(session, classifier, [texts[text]]);
            for (var label = 0; label < labels; label++) together[(text * labels) + label].ShouldBe(alone[label], 1e-6);
        }
    }

    [OnnxRuntimeFact("tweets.csv")]
    public void A_classifier_of_public_tweets_scores_the_same_there()
    {
        var options = new TrainingOptions { Text = "text", Labels = ["offensive"], Group = "user_id", Folds = 2 };
        using (var table = TextTable.Open(Path.Combine(Repository.SharedData, "tweets.csv"))) Trainer.Train(table, options, Path.Combine(_folder, "tweets"), null, null, CancellationToken.None);
        var classifier = TextClassifier.Load(Path.Combine(_folder, "tweets"));
        var texts = new List<string>();
        using var again = TextTable.Open(Path.Combine(Repository.SharedData, "tweets.csv"));
        again.Select(["text"], []);
        while (texts.Count < 2000 && again.Read()) texts.Add(again[0].GetString());
        using var session = ModelSession.Open(LinearGraph.Write(classifier), 1);

        var elsewhere = Score(session, classifier, texts);

        var here = classifier.ScoreAll(texts, 1);
        var furthest = Enumerable.Range(0, texts.Count).Max(text => Math.Abs(elsewhere[text] - here[text]));
        furthest.ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void The_same_classifier_gives_the_same_file()
    {
        var (classifier, _) = Trained(characters: false, TermFrequency.Raw);

        LinearGraph.Write(classifier).ShouldBe(LinearGraph.Write(classifier));
    }

    [Fact]
    public void A_classifier_with_a_lexicon_is_refused()
    {
        var features = TextFeatures.Fit(["rain and dogs", "rain and cats"], new TextFeatureOptions { Lexicon = SomeLexicon.Small, MaxShare = 1 }, out _);
        var label = new TextClassifierLabel
        {
            Name = "wet", Weights = new double[features.Count], Intercept = 0, Calibration = new Calibration.Platt(-1, 0), Threshold = 0.5, Certified = false, EmpiricalThreshold = 0.5, TargetFpr = 0.01,
        };
        TextClassifier.Write(_folder, features, [label], []);

        Should.Throw<ArgumentException>(() => LinearGraph.Write(TextClassifier.Load(_folder))).ParamName.ShouldBe("classifier");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static double[] Score(ModelSession session, TextClassifier classifier, IReadOnlyList<string> texts)
    {
        var rows = texts.Select(text => classifier.Features.CountColumns(text)).ToList();
        var terms = Math.Max(1, rows.Max(row => row.Columns.Length));
        var (columns, counts) = (new long[texts.Count * terms], new float[texts.Count * terms]);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var at = 0; at < rows[row].Columns.Length; at++) (columns[(row * terms) + at], counts[(row * terms) + at]) = (rows[row].Columns[at], rows[row].Counts[at]);
        }

        return session.Run([("columns", Tensor.Of(columns, texts.Count, terms)), ("counts", Tensor.Of(counts, texts.Count, terms))], "probabilities").ToDoubles();
    }

    // Labels with every kind of calibration; the isotonic one has a step as steep as they come.
    private (TextClassifier Classifier, List<string> Texts) Trained(bool characters, TermFrequency termFrequency)
    {
        var random = new Random(3);
        string[] words = ["free", "prize", "now", "lunch", "today", "caf\u00E9", "win", "money", "walk", "dog", "rain", "sun"];
        List<string> texts = ["", "!!!", "unseen words only", .. Enumerable.Range(0, 60).Select(_ => string.Join(' ', Enumerable.Range(0, 1 + random.Next(30)).Select(_ => words[random.Next(words.Length)])))];
        var features = TextFeatures.Fit(texts, new TextFeatureOptions { CharacterNgrams = characters ? (3, 5) : null, MaxShare = 1, TermFrequency = termFrequency }, out _);
        TextClassifierLabel LabelOf(string name, Calibration calibration) => new()
        {
            Name = name, Weights = Enumerable.Range(0, features.Count).Select(_ => (random.NextDouble() - 0.5) * 8).ToArray(), Intercept = random.NextDouble() - 0.5,
            Calibration = calibration, Threshold = 0.5, Certified = false, EmpiricalThreshold = 0.5, TargetFpr = 0.01,
        };
        var rise = new Calibration.Platt(-1.3, 0.4);
        TextClassifierLabel[] labels =
        [
            LabelOf("platt", rise),
            LabelOf("isotonic", new Calibration.Isotonic([-2, -0.5, -0.4999, 0.1, 0.3, 2.5], [0, 0.05, 0.4, 0.4, 0.77, 1], rise)),
            LabelOf("one_knot", new Calibration.Isotonic([0.2], [0.3], rise)),
        ];
        TextClassifier.Write(_folder, features, labels, new JsonObject());
        return (TextClassifier.Load(_folder), texts);
    }
}
