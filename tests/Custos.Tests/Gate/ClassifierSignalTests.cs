using System.Text.Json.Nodes;
using Custos.Gate;
using Custos.Learning;
using Custos.Policy.Conditions;
using Custos.Records;

namespace Custos.Tests.Gate;

public sealed class ClassifierSignalTests
{
    [Fact]
    public async Task Every_label_has_the_classifiers_own_score_threshold_and_certificate()
    {
        var classifier = Classifier();
        var signal = new ClassifierSignal(classifier);

        var scores = await signal.ScoreAsync(Saying("free prize now"), CancellationToken.None);

        var probabilities = new double[2];
        classifier.Score("free prize now", probabilities);
        scores.ShouldBe(probabilities);
        signal.Labels.ShouldBe([new KnownLabel("scam", 0.7, IsCertified: true), new KnownLabel("spam", 0.6, IsCertified: false)]);
    }

    [Fact]
    public async Task A_disguised_text_scores_as_its_worst_reading()
    {
        var signal = new ClassifierSignal(Classifier());

        var plain = await signal.ScoreAsync(Saying("free prize now"), CancellationToken.None);
        var disguised = await signal.ScoreAsync(Saying("fr33 pr1z3 n0w", "free prize now"), CancellationToken.None);

        for (var i = 0; i < plain.Length; i++) disguised[i].ShouldBeGreaterThanOrEqualTo(plain[i]);
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

    [Fact]
    public Task It_keeps_to_what_every_signal_must_do() => SignalContract.HoldsForAsync(new ClassifierSignal(Classifier()));

    private static ScoredText Saying(params string[] readings) => new(new Message { Text = readings[0], Endpoint = "/test" }, [.. readings]);

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
