using System.Text.Json.Nodes;
using Custos.Gate;
using Custos.Learning;
using Custos.Records;

namespace Custos.Tests.Gate;

public sealed class ClassifierSignalTests
{
    [Fact]
    public async Task Every_label_is_a_bucket_with_the_classifiers_own_score_threshold_and_certificate()
    {
        var classifier = Classifier();

        var value = await new ClassifierSignal(classifier).ReadAsync(Saying("free prize now"), CancellationToken.None);

        var probabilities = new double[2];
        classifier.Score("free prize now", probabilities);
        value.ShouldBeOfType<SignalValue.Scores>().Buckets.ShouldBe(
        [
            new BucketScore("scam", new Probability(probabilities[0]), new Probability(0.7), Certified: true),
            new BucketScore("spam", new Probability(probabilities[1]), new Probability(0.6), Certified: false),
        ]);
    }

    [Fact]
    public void A_short_text_is_read_at_once_and_a_long_one_beside_the_clock()
    {
        var signal = new ClassifierSignal(Classifier());

        signal.IsImmediateFor(Saying("short")).ShouldBeTrue();
        signal.IsImmediateFor(Saying(new string('x', 1_000_000))).ShouldBeFalse();
    }

    [Fact]
    public void The_content_address_is_the_classifiers() => new ClassifierSignal(Classifier()).ContentAddress.ShouldBe(Classifier().Id);

    private static Message Saying(string text) => new() { Text = text, Endpoint = "/test" };

    private static TextClassifier Classifier()
    {
        var features = TextFeatures.Fit(["free prize now", "free prize today", "lunch now", "lunch today"], new TextFeatureOptions(), out _, CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("custos-signal-").FullName;
        TextClassifier.Write(folder, features, [Label("scam", 0.7, certified: true, features.Count), Label("spam", 0.6, certified: false, features.Count)], new JsonObject());
        var loaded = TextClassifier.Load(folder);
        Directory.Delete(folder, recursive: true);
        return loaded;
    }

    private static TextClassifierLabel Label(string name, double threshold, bool certified, int columns) => new()
    {
        Name = name,
        Weights = Enumerable.Range(0, columns).Select(column => column - 1.5).ToArray(),
        Intercept = 0.25,
        Calibration = new Calibration.Platt(-1, 0),
        Threshold = threshold,
        Certified = certified,
        EmpiricalThreshold = 0.5,
        TargetFpr = 0.01,
    };
}
