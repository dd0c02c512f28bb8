using System.Globalization;
using Custos.Charts;
using Custos.Records;
using Custos.Statistics.Scores;

namespace Custos.Train.Pages;

/// <summary>Which pictures show how well one label is recognised?</summary>
internal static class LabelCharts
{
    public static IEnumerable<Chart> Of(LabelReport label)
    {
        yield return PrecisionRecall(label);
        yield return Reliability(label);
        yield return Histogram(label);
        if (!label.LearningCurve.IsEmpty) yield return LearningCurve(label);
        yield return Folds(label);
    }

    private static Chart PrecisionRecall(LabelReport label)
    {
        var prevalence = label.Prevalence.Value;
        return new Chart
        {
            Title = $"Precision and recall: {label.Name}",
            Subtitle = $"{Wording.Count(label.Validation.Known)} held-out texts, {Wording.Count(label.Validation.Positives)} of them positive",
            Caption = "Right is more found, up is fewer of the flagged wrong. Dashed across: what guessing reaches.",
            Description = $"Precision against recall over all thresholds; the area is {Wording.Figure(label.Auprc)}. The threshold in use has recall {Wording.Percent(label.Operating.Recall)}.",
            X = Share("recall: share of positives that are flagged"),
            Y = Share("precision: share of the flagged that are positive"),
            Series =
            [
                new Series.Line("", [new(0, prevalence), new(1, prevalence)]) { IsReference = true },
                new Series.Line(label.Name, [.. label.PrecisionRecall.Select(point => new Point(point.Recall, point.Precision))]),
                new Series.Rule($"threshold {Wording.Threshold(label.Operating)}", label.Operating.Recall.Value, RuleDirection.Vertical),
            ],
        };
    }

    private static Chart Reliability(LabelReport label) => new()
    {
        Title = $"Reliability: {label.Name}",
        Subtitle = $"Calibration error {Wording.Figure(label.Reliability.ExpectedError)}; chance alone would give about {Wording.Figure(label.Reliability.ErrorByChance)}",
        Caption = "On the diagonal a score of 30 % means that 30 % are positive. Whiskers: 95 % intervals; above them: texts in the bin.",
        Description = $"The observed share of positives against the mean score, in {label.Reliability.Bins.Count} bins with their 95 % intervals.",
        X = Share("mean score in the bin"),
        Y = Share("observed share of positives"),
        Series =
        [
            new Series.Line("", [new(0, 0), new(1, 1)]) { IsReference = true },
            new Series.Marks("", [.. label.Reliability.Bins.Select(ToMark)]),
        ],
    };

    private static Mark ToMark(ReliabilityBin bin) => new(bin.MeanProbability, bin.Observed.Value, bin.Observed.Interval, Wording.Count(bin.Count));

    private static Chart Histogram(LabelReport label) => new()
    {
        Title = $"Scores: {label.Name}",
        Subtitle = "Held-out texts by calibrated score; the count axis is logarithmic",
        Caption = "The further apart the two shapes, the better the label is told apart.",
        Description = "How many held-out texts with and without the label have which score, with the threshold in use.",
        X = new Axis { Label = "calibrated score", Format = AxisFormat.Percent, Min = 0, Max = 1 },
        Y = new Axis { Label = "texts", Scale = AxisScale.Logarithmic, Min = 0.8 },
        Series =
        [
            new Series.Bars("without the label", [.. label.Histogram.Where(bin => bin.Negatives > 0).Select(bin => new Bar(bin.From, bin.To, bin.Negatives))]),
            new Series.Bars("with the label", [.. label.Histogram.Where(bin => bin.Positives > 0).Select(bin => new Bar(bin.From, bin.To, bin.Positives))]),
            new Series.Rule($"threshold {Wording.Threshold(label.Operating)}", label.Operating.Threshold.Value, RuleDirection.Vertical),
        ],
    };

    private static Chart LearningCurve(LabelReport label) => new()
    {
        Title = $"Learning curve: {label.Name}",
        Subtitle = "Models that learned from a part of the training groups, on the same held-out texts",
        Caption = "Still rising at the right: more labelled text helps. Flat: it does not. Bands: 95 % intervals.",
        Description = "AUROC and AUPRC against the number of labelled training texts.",
        X = new Axis { Label = "labelled training texts", Scale = AxisScale.Logarithmic },
        Y = new Axis { Label = "area under the curve" },
        Series = [Curve("AUROC", label.LearningCurve, point => point.Auroc), Curve("AUPRC", label.LearningCurve, point => point.Auprc)],
    };

    private static Series.Line Curve(string name, IEnumerable<LearningPoint> points, Func<LearningPoint, Estimate?> figure)
    {
        var known = points.Where(point => figure(point) is not null).ToList();
        return new Series.Line(name, [.. known.Select(point => new Point(point.Rows, figure(point)!.Value))])
        {
            Band = [.. known.Select(point => new Band(point.Rows, figure(point)!.Interval.Lower, figure(point)!.Interval.Upper))],
        };
    }

    private static Chart Folds(LabelReport label)
    {
        var folds = label.CrossValidation.Folds;
        return new Chart
        {
            Title = $"Cross-validation: {label.Name}",
            Subtitle = label.CrossValidation.Auroc is { } spread
                ? string.Create(CultureInfo.InvariantCulture, $"AUROC {spread.Mean:0.000}, standard deviation {spread.StandardDeviation:0.000} over {spread.N} folds")
                : "Too few folds hold both classes to tell a spread",
            Caption = "Each fold's groups were scored by a model that never saw them. Far apart: the figures depend on who is held out.",
            Description = "AUROC and AUPRC of each cross-validation fold.",
            X = new Axis { Label = "fold", Min = 0.5, Max = folds.Length + 0.5, Ticks = [.. folds.Select((_, index) => new Tick(index + 1, (index + 1).ToString(CultureInfo.InvariantCulture)))] },
            Y = new Axis { Label = "area under the curve" },
            Series = [Of("AUROC", fold => fold.Auroc), Of("AUPRC", fold => fold.Auprc)],
        };

        Series.Marks Of(string name, Func<FoldScore, double?> figure) =>
            new(name, [.. folds.Index().Where(fold => figure(fold.Item) is not null).Select(fold => new Mark(fold.Index + 1, figure(fold.Item)!.Value))]);
    }

    private static Axis Share(string label) => new() { Label = label, Format = AxisFormat.Percent, Min = 0, Max = 1 };
}
