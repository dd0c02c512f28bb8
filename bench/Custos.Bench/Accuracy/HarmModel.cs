using System.Collections.Immutable;
using Custos.Gate;
using Custos.Learning;

namespace Custos.Bench.Accuracy;

/// <summary>What does one label's classifier, fitted on some texts, say of others?</summary>
internal sealed class HarmModel
{
    private readonly TextClassifier _classifier;

    private HarmModel(TextClassifier classifier) => _classifier = classifier;

    /// <summary>Learns from texts in the ways that <c>custos train</c> does.</summary>
    public static HarmModel Fit(string label, IReadOnlyList<(string Text, bool IsBad)> rows, HarmModelOptions options)
    {
        var features = TextFeatures.Fit([.. rows.Select(row => row.Text)], options.Features, out var x);
        sbyte[] labels = [.. rows.Select(row => row.IsBad ? (sbyte)1 : (sbyte)0)];
        var fit = LogisticRegression.Fit(x, [labels], new LogisticOptions { C = options.C, ClassWeights = options.ClassWeights, ColumnPenalty = options.ColumnPenalty, EvenColumns = features.ThemeColumns })[0];
        return new HarmModel(Of(label, features, fit, threshold: 1));
    }

    /// <summary>The highest probability over a text's readings.</summary>
    public double Score(ImmutableArray<string> readings)
    {
        Span<double> probability = stackalloc double[1];
        var most = 0.0;
        foreach (var reading in readings)
        {
            _classifier.Score(reading, probability);
            most = Math.Max(most, probability[0]);
        }

        return most;
    }

    public double Score(string text) => Score([text]);

    /// <summary>As the gate asks it, flagged from a threshold on.</summary>
    public Signal AsSignal(double threshold)
    {
        var label = _classifier.Labels[0];
        return new ClassifierSignal(new TextClassifier(_classifier.Id, _classifier.Features, [label with { Threshold = threshold }], []));
    }

    private static TextClassifier Of(string name, TextFeatures features, LogisticFit fit, double threshold)
    {
        // Scores are only ranked and held against thresholds chosen in the folds: any rising curve does.
        var label = new TextClassifierLabel
        {
            Name = name,
            Weights = fit.Weights,
            Intercept = fit.Intercept,
            Calibration = new Calibration.Platt(-1, 0),
            Threshold = threshold,
            Certified = true,
            EmpiricalThreshold = threshold,
            TargetFpr = 0.05,
        };
        return new TextClassifier(new string('0', 64), features, [label], []);
    }
}

/// <summary>How is it fitted?</summary>
internal sealed record HarmModelOptions
{
    public TextFeatureOptions Features { get; init; } = new();

    public double C { get; init; } = 1;

    public ClassWeights ClassWeights { get; init; } = ClassWeights.Balanced;

    public ColumnPenalty ColumnPenalty { get; init; } = ColumnPenalty.Even;
}
