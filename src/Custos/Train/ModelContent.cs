using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Custos.Learning;

namespace Custos.Train;

/// <summary>What does the classifier keep of its training?</summary>
internal static class ModelContent
{
    /// <summary>What it decides one label by.</summary>
    public static TextClassifierLabel LabelOf(LabelReport report, LogisticFit fit, Calibration calibration, TrainingOptions options) => new()
    {
        Name = report.Name,
        Weights = fit.Weights,
        Intercept = fit.Intercept,
        Calibration = calibration,
        Threshold = report.Operating.Threshold.Value,
        Certified = report.Certification is Certification.Certified,
        EmpiricalThreshold = report.Empirical.Threshold.Value,
        TargetFpr = options.MaxFpr,
        Bands = report.Bands,
    };

    /// <summary>Likewise, of a model that was brought.</summary>
    public static ScoreLabel LabelOf(LabelReport report, Calibration calibration, TrainingOptions options) => new()
    {
        Name = report.Name,
        Calibration = calibration,
        Threshold = report.Operating.Threshold.Value,
        Certified = report.Certification is Certification.Certified,
        EmpiricalThreshold = report.Empirical.Threshold.Value,
        TargetFpr = options.MaxFpr,
        Bands = report.Bands,
    };

    /// <summary>What is said of how a model that was brought was measured, likewise part of its id.</summary>
    public static JsonObject MetadataOfScores(TrainingSource source, SplitReport split, ImmutableArray<LabelReport> labels, TrainingOptions options, string scoresOf)
    {
        var metadata = MetadataOf(source, split, labels, options);
        foreach (var ofFitting in (string[])["c", "class_weights", "column_penalty", "word_ngrams", "character_ngrams", "term_frequency", "min_documents", "max_share"]) metadata["options"]!.AsObject().Remove(ofFitting);
        metadata["scores_of"] = scoresOf;
        return metadata;
    }

    /// <summary>What is said of the training inside the model: part of its id, so that nothing in it may depend on the time, the place of a file or the number of threads.</summary>
    public static JsonObject MetadataOf(TrainingSource source, SplitReport split, ImmutableArray<LabelReport> labels, TrainingOptions options)
    {
        var asked = TrainingReportJson.Of(options);
        asked.Remove("split_file");
        return new JsonObject
        {
            ["data"] = new JsonObject { ["sha256"] = source.Sha256, ["rows"] = source.Rows },
            ["options"] = asked,
            ["split"] = new JsonObject
            {
                ["train_groups"] = split.TrainGroups,
                ["validation_groups"] = split.ValidationGroups,
                ["train_rows"] = split.TrainRows,
                ["validation_rows"] = split.ValidationRows,
                ["left_out_rows"] = split.LeftOutRows,
            },
            ["figures"] = new JsonObject(labels.Select(label => KeyValuePair.Create(label.Name, (JsonNode?)new JsonObject
            {
                ["auroc"] = label.Auroc.Value,
                ["auprc"] = label.Auprc.Value,
                ["fpr"] = label.Operating.Fpr.Value,
                ["fpr_upper95"] = label.Operating.FprUpper95,
                ["recall"] = label.Operating.Recall.Value,
            }))),
        };
    }
}
