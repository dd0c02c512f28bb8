using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Learning.Manifests;
using Custos.Records;
using Custos.Statistics.Scores;

namespace Custos.Train;

/// <summary>What does a training report look like as JSON? Snake case, each figure's interval beside it as <c>[lower, upper]</c>.</summary>
public static class TrainingReportJson
{
    public static JsonObject Of(TrainingReport report) => new()
    {
        ["model"] = report.ModelId,
        ["scores_of"] = report.ScoresOf,
        ["path"] = report.ModelFolder,
        ["certified"] = report.Certified,
        ["rows"] = report.Source.Rows,
        ["empty_texts"] = report.Source.EmptyTexts,
        ["features"] = report.Features,
        ["groups"] = new JsonObject
        {
            ["train"] = report.Split.TrainGroups,
            ["validation"] = report.Split.ValidationGroups,
            ["overlap"] = report.Split.Overlap,
        },
        ["split"] = Of(report.Split),
        ["labels"] = new JsonObject(report.Labels.Select(label => KeyValuePair.Create(label.Name, (JsonNode?)Of(label)))),
        ["seconds"] = new JsonObject
        {
            ["read"] = Seconds(report.Seconds.Read),
            ["fit"] = Seconds(report.Seconds.Fit),
            ["calibrate"] = Seconds(report.Seconds.Calibrate),
            ["evaluate"] = Seconds(report.Seconds.Evaluate),
        },
        ["data"] = new JsonObject { ["file"] = report.Source.File, ["sha256"] = report.Source.Sha256, ["bytes"] = report.Source.Bytes },
        ["options"] = Of(report.Options),
        ["versions"] = new JsonObject(report.Versions.Select(version => KeyValuePair.Create(version.Key, (JsonNode?)version.Value))),
        ["warnings"] = Array(report.Warnings, warning => warning),
    };

    private static JsonObject Of(SplitReport split) => new()
    {
        ["group_column"] = split.GroupColumn,
        ["train_rows"] = split.TrainRows,
        ["validation_rows"] = split.ValidationRows,
        ["left_out_rows"] = split.LeftOutRows,
        ["ungrouped_rows"] = split.UngroupedRows,
        ["replayed_from"] = split.ReplayedFrom,
    };

    private static JsonObject Of(LabelReport label)
    {
        var json = new JsonObject
        {
            ["n_train"] = label.Train.Known,
            ["n_validation"] = label.Validation.Known,
            ["positives_train"] = label.Train.Positives,
            ["positives_validation"] = label.Validation.Positives,
            ["unknown_train"] = label.Train.Unknown,
            ["unknown_validation"] = label.Validation.Unknown,
            ["positive_rate_train"] = label.Train.PositiveRate.Value,
            ["positive_rate_validation"] = label.Validation.PositiveRate.Value,
            ["auroc"] = label.Auroc.Value,
            ["auroc_interval"] = Of(label.Auroc.Interval),
            ["auprc"] = label.Auprc.Value,
            ["auprc_interval"] = Of(label.Auprc.Interval),
        };
        AddPoint(json, label.Operating);
        json["brier"] = label.Brier.Value;
        json["brier_interval"] = Of(label.Brier.Interval);
        json["log_loss"] = label.LogLoss.Value;
        json["log_loss_interval"] = Of(label.LogLoss.Interval);
        json["ece"] = label.Reliability.ExpectedError;
        json["ece_by_chance"] = label.Reliability.ErrorByChance;
        json["prevalence"] = label.Prevalence.Value;
        json["prevalence_interval"] = Of(label.Prevalence.Interval);
        json["certified"] = label.Certification is Certification.Certified;
        json["not_certified"] = label.Certification is Certification.NotCertified missing ? Of(missing) : null;
        json["empirical"] = AddPoint([], label.Empirical);
        json["conformal"] = ConformalBandJson.Write(label.Bands);
        json["calibration"] = Of(label.Calibration);
        json["reliability"] = Array(label.Reliability.Bins, Of);
        json["cross_validation"] = Of(label.CrossValidation);
        json["learning_curve"] = Array(label.LearningCurve, Of);
        json["heaviest_for"] = Array(label.HeaviestFor, Of);
        json["heaviest_against"] = Array(label.HeaviestAgainst, Of);
        json["precision_recall"] = Array(label.PrecisionRecall, point => new JsonArray(point.Threshold, point.Precision, point.Recall));
        json["histogram"] = Array(label.Histogram, bin => new JsonArray(bin.From, bin.To, bin.Negatives, bin.Positives));
        json["fit"] = label.Fit is { } fit ? new JsonObject { ["gradient_norm"] = fit.GradientNorm, ["iterations"] = fit.Iterations, ["converged"] = fit.Converged } : null;
        return json;
    }

    private static JsonObject AddPoint(JsonObject json, OperatingPoint point)
    {
        json["threshold"] = point.Threshold.Value;
        json["fpr"] = point.Fpr.Value;
        json["fpr_interval"] = Of(point.Fpr.Interval);
        json["fpr_upper95"] = point.FprUpper95;
        json["false_positives"] = point.FalsePositives;
        json["true_positives"] = point.TruePositives;
        json["false_positives_per_10k"] = point.FalsePositivesPer10k;
        json["recall"] = point.Recall.Value;
        json["recall_interval"] = Of(point.Recall.Interval);
        json["ppv"] = point.Ppv?.Value;
        json["ppv_interval"] = point.Ppv is { } ppv ? Of(ppv.Interval) : null;
        return json;
    }

    private static JsonObject Of(Certification.NotCertified missing) => new()
    {
        ["false_positives_at_top"] = missing.FalsePositivesAtTop,
        ["negatives_needed"] = missing.NegativesNeeded,
        ["negatives_missing"] = missing.NegativesMissing,
    };

    private static JsonObject Of(CalibrationReport calibration) => new()
    {
        ["method"] = calibration.Method,
        ["platt_log_loss"] = calibration.PlattLogLoss,
        ["isotonic_log_loss"] = calibration.IsotonicLogLoss,
        ["positives"] = calibration.Positives,
        ["because"] = calibration.Because,
    };

    private static JsonObject Of(ReliabilityBin bin) => new()
    {
        ["mean_score"] = bin.MeanProbability,
        ["observed"] = bin.Observed.Value,
        ["observed_interval"] = Of(bin.Observed.Interval),
        ["n"] = bin.Observed.N,
    };

    private static JsonObject Of(CrossValidation validation) => new()
    {
        ["auroc"] = Of(validation.Auroc),
        ["auprc"] = Of(validation.Auprc),
        ["folds"] = Array(validation.Folds, fold => new JsonObject
        {
            ["n"] = fold.Known,
            ["positives"] = fold.Positives,
            ["auroc"] = fold.Auroc,
            ["auprc"] = fold.Auprc,
        }),
    };

    private static JsonObject? Of(Spread? spread) => spread is null ? null : new()
    {
        ["mean"] = spread.Mean,
        ["standard_deviation"] = spread.StandardDeviation,
        ["n"] = spread.N,
    };

    private static JsonObject Of(LearningPoint point) => new()
    {
        ["share"] = point.Share,
        ["rows"] = point.Rows,
        ["positives"] = point.Positives,
        ["auroc"] = point.Auroc?.Value,
        ["auroc_interval"] = point.Auroc is { } auroc ? Of(auroc.Interval) : null,
        ["auprc"] = point.Auprc?.Value,
        ["auprc_interval"] = point.Auprc is { } auprc ? Of(auprc.Interval) : null,
    };

    private static JsonObject Of(FeatureWeight feature) => new() { ["feature"] = feature.Name, ["weight"] = feature.Weight };

    internal static JsonObject Of(TrainingOptions options)
    {
        var json = OfAll(options);
        if (options.Features.Lexicon is not { } lexicon) return json;
        json["lexicon"] = new JsonObject { ["name"] = lexicon.Name, ["sha256"] = lexicon.Sha256, ["strength"] = options.Features.LexiconStrength };
        return json;
    }

    // What every training has; what a lexicon adds stands behind it, so that models without one keep their ids.
    private static JsonObject OfAll(TrainingOptions options) => new()
    {
        ["text"] = options.Text,
        ["group"] = options.Group,
        ["max_fpr"] = options.MaxFpr,
        ["seed"] = options.Seed,
        ["held_out"] = options.HeldOut,
        ["split_file"] = options.SplitFile,
        ["near_identical"] = options.NearIdentical,
        ["folds"] = options.Folds,
        ["c"] = options.C,
        ["class_weights"] = options.ClassWeights == ClassWeights.Balanced ? "balanced" : "none",
        ["column_penalty"] = options.ColumnPenalty == ColumnPenalty.NaiveBayes ? "naive-bayes" : "even",
        ["word_ngrams"] = Of(options.Features.WordNgrams),
        ["character_ngrams"] = options.Features.CharacterNgrams is { } range ? Of(range) : null,
        ["term_frequency"] = options.Features.TermFrequency == TermFrequency.Logarithmic ? "logarithmic" : "raw",
        ["min_documents"] = options.Features.MinDocuments,
        ["max_share"] = options.Features.MaxShare,
    };

    private static JsonArray Of((int Min, int Max) range) => [range.Min, range.Max];

    private static JsonArray Of(Interval interval) => [interval.Lower, interval.Upper];

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> of) => new([.. items.Select(of)]);

    private static double Seconds(double seconds) => Math.Round(seconds, 4);
}
