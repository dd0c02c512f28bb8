using System.CommandLine;
using System.Globalization;
using Custos.Learning;
using Custos.Records;
using Custos.Train;

namespace Custos.App.Cli;

/// <summary><c>custos train</c>: a classifier from labelled text, with operating points that can be defended.</summary>
internal static class Train
{
    private static readonly Option<string> Data = TableSource.Data("The labelled texts: CSV, TSV, JSON Lines or Parquet.");
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> Text = TableSource.Text();
    private static readonly Option<string> Labels = new("--labels") { Description = "The columns that hold 1, 0 or nothing (unknown), separated by commas; one classifier each.", Required = true, HelpName = "columns" };
    private static readonly Option<string?> Group = new("--group") { Description = "The column whose equal values stay on one side of the split, for instance the author; the text itself unless said.", HelpName = "column" };
    private static readonly Option<double> MaxFpr = new("--max-fpr") { Description = "The false-positive rate that thresholds keep to.", DefaultValueFactory = _ => 0.01, HelpName = "share" };
    private static readonly Option<string> Out = new("--out") { Description = "The folder of the model; a model that stands there is replaced.", Required = true, HelpName = "folder" };
    private static readonly Option<long> Seed = new("--seed") { Description = "What the split is drawn from.", DefaultValueFactory = _ => 42 };
    private static readonly Option<double> HeldOut = new("--holdout") { Description = "The share of groups that is held out.", DefaultValueFactory = _ => 0.2, HelpName = "share" };
    private static readonly Option<string?> Split = new("--split") { Description = "A split.csv that an earlier run wrote, to replay.", HelpName = "file" };
    private static readonly Option<int> Folds = new("--folds") { Description = "Cross-validation folds.", DefaultValueFactory = _ => 5 };
    private static readonly Option<int> MinDf = new("--min-df") { Description = "A word sequence counts from this many texts on.", DefaultValueFactory = _ => 2, HelpName = "texts" };
    private static readonly Option<double> MaxDf = new("--max-df") { Description = "A word sequence in more than this share of the texts does not count.", DefaultValueFactory = _ => 0.95, HelpName = "share" };
    private static readonly Option<string?> CharNgrams = new("--char-ngrams") { Description = "Also runs of characters within words, for instance 3-5.", HelpName = "from-to" };
    private static readonly Option<ClassWeights> ClassWeight = new("--class-weight") { Description = "Balanced: both classes count alike, whatever their numbers; none: every row counts alike.", DefaultValueFactory = _ => ClassWeights.Balanced };
    private static readonly Option<double> C = new("--c") { Description = "The inverse of the regularisation's strength.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads; they change the time, never a byte.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Verb()
    {
        var verb = new Command("train", "Train a classifier per label, with a leakage-safe split, calibration, and certified thresholds. Exit code 3: done, but a label is not certified.")
        {
            Data, Format, Text, Labels, Group, MaxFpr, Out, Seed, HeldOut, Split, Folds, MinDf, MaxDf, CharNgrams, ClassWeight, C, Threads,
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var options = OptionsOf(parsed);
        var report = await Task.Run(
            () =>
            {
                using var table = TableSource.Open(parsed.GetValue(Data)!, parsed.GetValue(Format));
                var progress = new TrainingLines(terminal);
                return Trainer.Train(table, options, parsed.GetValue(Out)!, progress, WriteBeside, cancellationToken);
            },
            cancellationToken);
        if (terminal.WantsJson)
        {
            terminal.Output.WriteLine(TrainingReportJson.Of(report).ToJsonString(Terminal.Json));
        }

        WriteTable(terminal, report);
        return report.Certified ? ExitCode.Done : ExitCode.NotCertified;
    }

    private static void WriteBeside(TrainingReport report, string folder) =>
        File.WriteAllText(Path.Combine(folder, ModelFiles.ReportJson), TrainingReportJson.Of(report).ToJsonString(Terminal.Json) + "\n");

    private static TrainingOptions OptionsOf(ParseResult parsed) => new()
    {
        Text = parsed.GetValue(Text)!,
        Labels = [.. parsed.GetValue(Labels)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        Group = parsed.GetValue(Group),
        MaxFpr = parsed.GetValue(MaxFpr),
        Seed = parsed.GetValue(Seed),
        HeldOut = parsed.GetValue(HeldOut),
        SplitFile = parsed.GetValue(Split),
        Folds = parsed.GetValue(Folds),
        C = parsed.GetValue(C),
        ClassWeights = parsed.GetValue(ClassWeight),
        Threads = parsed.GetValue(Threads),
        Features = new TextFeatureOptions
        {
            MinDocuments = parsed.GetValue(MinDf),
            MaxShare = parsed.GetValue(MaxDf),
            CharacterNgrams = RangeOf(parsed.GetValue(CharNgrams)),
        },
    };

    private static (int Min, int Max)? RangeOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var ends = text.Split('-');
        return ends.Length == 2
               && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var min)
               && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var max)
               && min >= 1 && max >= min
            ? (min, max)
            : throw new BadInputException("--char-ngrams is not a range.", "Write it as 3-5.", isUsage: true);
    }

    /// <summary>Draws what the classifiers are worth, for the eye.</summary>
    public static void WriteTable(Terminal terminal, TrainingReport report)
    {
        var table = new AlignedTable()
            .Column("label").Column("AUROC", isNumber: true).Column("threshold", isNumber: true)
            .Column("false pos.", isNumber: true).Column("95 % bound", isNumber: true).Column("recall", isNumber: true).Column("certified");
        foreach (var label in report.Labels)
        {
            var point = label.Operating;
            table.Row(
                label.Name,
                string.Create(CultureInfo.InvariantCulture, $"{label.Auroc.Value:F3}"),
                string.Create(CultureInfo.InvariantCulture, $"{point.Threshold.Value:F4}"),
                string.Create(CultureInfo.InvariantCulture, $"{point.Fpr.Value * 100:F2} %"),
                string.Create(CultureInfo.InvariantCulture, $"{point.FprUpper95 * 100:F2} %"),
                string.Create(CultureInfo.InvariantCulture, $"{point.Recall.Value * 100:F1} % of {point.Recall.N}"),
                label.Certification is Certification.Certified ? "yes" : "no");
        }

        terminal.Say($"\n{table}");
        foreach (var label in report.Labels)
        {
            if (label.Certification is Certification.NotCertified missing)
            {
                terminal.Warn($"{label.Name} is not certified: {missing.NegativesMissing} more held-out negatives are needed.");
            }
        }

        foreach (var warning in report.Warnings)
        {
            terminal.Warn(warning);
        }

        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"model {report.ModelId[..12]} in {report.ModelFolder}: {report.Source.Rows} rows, {report.Split.TrainGroups} groups to learn from, {report.Split.ValidationGroups} held out, {report.Seconds.Total:F1} s."));
    }

    /// <summary>Says each step of the training on a line of its own.</summary>
    private sealed class TrainingLines(Terminal terminal) : IProgress<TrainingProgress>
    {
        private string _doing = "";

        public void Report(TrainingProgress value)
        {
            if (value.Doing != _doing)
            {
                _doing = value.Doing;
                terminal.Say(string.Create(CultureInfo.InvariantCulture, $"custos: {value.Doing} ({value.ShareDone * 100:F0} % done) …"));
            }
        }
    }
}
