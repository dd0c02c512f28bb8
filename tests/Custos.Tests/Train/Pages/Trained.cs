using Custos.Tests.Store;
using Custos.Text.Tables;
using Custos.Train;

namespace Custos.Tests.Train.Pages;

/// <summary>One small training run, for the tests of what is written about it.</summary>
internal static class Trained
{
    private static readonly Lazy<TrainingReport> Once = new(() =>
    {
        using var folder = new TemporaryDirectory();
        using var table = TextTable.Open(Some.TableFile(folder.Path, 1_500));
        return Trainer.Train(table, Some.Options with { Labels = ["bad", "odd"] }, folder.File("model"), null, null, default);
    });

    public static TrainingReport Report => Once.Value;

    /// <summary>The report of a run whose columns and file bear hostile names, and of which nothing is certified.</summary>
    public static TrainingReport Hostile => Report with
    {
        Source = Report.Source with { File = "<img src=x onerror=alert(1)>.csv" },
        Warnings = ["<b>bold</b> | `code`"],
        Labels =
        [
            Report.Labels[0] with
            {
                Name = "</style><script>alert(1)</script>|\n# x\0\ud800",
                HeaviestFor = [new FeatureWeight("\"'><i>", 1)],
                Certification = new Certification.NotCertified(1, 47_437, 47_000),
            },
        ],
    };
}
