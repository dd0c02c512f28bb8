using Custos.Tests.Store;
using Custos.Text.Tables;
using Custos.Train;

namespace Custos.Tests.Train;

public sealed class TrainingReportJsonTests
{
    private static readonly string[] Keys = ["model", "rows", "groups", "labels", "seconds"];

    private static readonly string[] LabelKeys =
    [
        "n_train", "n_validation", "positive_rate_train", "positive_rate_validation", "auroc", "auprc", "threshold", "fpr", "fpr_upper95",
        "false_positives_per_10k", "recall", "recall_interval", "brier", "ece", "certified", "empirical", "conformal",
    ];

    [Fact]
    public void It_holds_the_documented_keys_and_the_outer_figures_are_those_of_the_operating_point()
    {
        using var folder = new TemporaryDirectory();
        using var table = TextTable.Open(Some.TableFile(folder.Path, 1_500));
        var report = Trainer.Train(table, Some.Options, folder.File("model"), null, null, default);

        var json = TrainingReportJson.Of(report);

        Keys.ShouldBeSubsetOf(json.Select(member => member.Key));
        json["groups"]!.AsObject().Select(member => member.Key).ShouldBe(["train", "validation", "overlap"]);
        json["seconds"]!.AsObject().Select(member => member.Key).ShouldBe(["read", "fit", "calibrate", "evaluate"]);
        var label = json["labels"]!["bad"]!.AsObject();
        LabelKeys.ShouldBeSubsetOf(label.Select(member => member.Key));
        ((double)label["threshold"]!).ShouldBe(report.Labels[0].Operating.Threshold.Value);
        ((double)label["empirical"]!["threshold"]!).ShouldBe(report.Labels[0].Empirical.Threshold.Value);
        label["recall_interval"]!.AsArray().Count.ShouldBe(2);
        ((bool)label["certified"]!).ShouldBe(report.Labels[0].Certification is Certification.Certified);
        Should.NotThrow(() => json.ToJsonString());
    }
}
