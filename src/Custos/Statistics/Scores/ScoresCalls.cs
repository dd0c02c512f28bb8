using Custos.Statistics.Calls;

namespace Custos.Statistics.Scores;

/// <summary>Which questions about scores can be asked by name?</summary>
internal static class ScoresCalls
{
    private const string Empty = "The table has no row or column to divide by.";

    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("metrics.ranking", Ranking),
        new("metrics.partial_auc", Partial),
        new("metrics.confusion", Confusion),
        new("metrics.log_loss", LogLossOf),
        new("metrics.pass_at_k", inputs => new CallResults
        {
            { "values", inputs.Counts("cases").Select(row => row.Length == 3
                ? PassAtK.Of(row[0], row[1], row[2])
                : throw new ArgumentException("Each case is three numbers: tries, tries that passed, k.", nameof(inputs))) },
        }),
        new("metrics.win_rate", Wins),
        new("thresholding.select", Threshold),
    ];

    private static CallResults Ranking(CallInputs inputs)
    {
        var sample = ScoreSample.Of(inputs.Column("scores"), inputs.Labels("labels"));
        var confidence = inputs.NumberOr("confidence", 0.95);
        var area = RocArea.Of(sample, confidence);
        var precision = AveragePrecision.Of(sample, confidence);
        const string single = "A class with one row has no variance.";
        return new CallResults
        {
            { "auroc", area.Estimate.Value },
            { "delong_variance", area.Variance, single },
            { "delong_ci95", area.WaldInterval, single },
            { "logit_ci", area.LogitInterval, "The logit interval needs a variance above 0 and an area inside (0, 1)." },
            { "score_ci", area.ScoreInterval },
            { "average_precision", precision.Estimate.Value },
            { "average_precision_ci", precision.Estimate.Interval },
            { "pr_auc_trapezoid", precision.TrapezoidArea },
            { "positives", area.Positives },
            { "negatives", area.Negatives },
        };
    }

    private static CallResults Partial(CallInputs inputs)
    {
        var area = RocCurve.PartialArea(ScoreSample.Of(inputs.Column("scores"), inputs.Labels("labels")), inputs.Number("max_fpr"));
        return new CallResults { { "raw_partial_area", area.Raw }, { "standardized_mcclish", area.Standardized } };
    }

    private static CallResults Confusion(CallInputs inputs)
    {
        var counts = new ConfusionCounts(inputs.Integer("tp"), inputs.Integer("fp"), inputs.Integer("tn"), inputs.Integer("fn"));
        return new CallResults
        {
            { "mcc", counts.MatthewsCorrelation, Empty },
            { "precision", counts.Precision?.Value, Empty },
            { "recall", counts.Recall?.Value, Empty },
            { "f1", counts.FScore(1), Empty },
            { "f2", counts.FScore(2), Empty },
            { "fpr", counts.FalsePositiveRate?.Value, Empty },
            { "specificity", counts.Specificity?.Value, Empty },
            { "accuracy", counts.Accuracy?.Value, Empty },
            { "balanced_accuracy", counts.BalancedAccuracy, Empty },
        };
    }

    private static CallResults LogLossOf(CallInputs inputs)
    {
        var loss = LogLoss.Of(inputs.Column("probabilities"), inputs.Labels("labels"), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "log_loss", loss.Value },
            { "ci", loss.Estimate?.Interval, "A row had a stated probability of 0 for what happened, so the loss is infinite." },
        };
    }

    private static CallResults Wins(CallInputs inputs)
    {
        var rate = WinRate.Of(inputs.Integer("wins"), inputs.IntegerOr("ties", 0), inputs.Integer("losses"), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "win_rate", rate.Estimate.Value },
            { "se", rate.StandardError },
            { "ci", rate.Estimate.Interval },
            { "sign_test_p_excluding_ties", rate.SignTestP },
        };
    }

    private static CallResults Threshold(CallInputs inputs)
    {
        var sample = ScoreSample.OfClasses(inputs.Column("negative_scores"), inputs.Column("positive_scores"));
        var point = RocCurve.AtFalsePositiveRate(sample, inputs.Number("max_empirical_fpr"));
        return new CallResults
        {
            { "threshold", point.Threshold },
            { "false_positives", point.FalsePositives },
            { "true_positives", point.TruePositives },
            { "recall", point.Recall.Value },
            { "recall_ci", point.Recall.Interval },
            { "fpr_upper_bound", Rates.BinomialIntervals.UpperBound(point.FalsePositives, point.Negatives, inputs.NumberOr("confidence", 0.95)) },
        };
    }
}
