using System.CommandLine;
using System.Globalization;
using System.Text;
using Custos.App.Api.Bundles;
using Custos.Learning;
using Custos.Policy.Lexicons;
using Custos.Providers.Brought;
using Custos.Records;
using Custos.Text.Tables;
using Custos.Train;
using Custos.Train.Pages;

namespace Custos.App.Cli.Training;

/// <summary><c>custos train</c>: which classifier comes out of labelled text, and how far can it be trusted?</summary>
internal static class Train
{
    private static readonly Option<string> Source = TableSource.Data("The labelled texts: CSV, TSV or JSON Lines.");
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> Text = TableSource.Text();
    private static readonly Option<string> Labels = new("--labels") { Description = "The columns that hold 1, 0 or nothing (unknown), separated by commas.", HelpName = "A,B", Required = true };
    private static readonly Option<string?> Group = new("--group") { Description = "The column whose equal values (an author, a thread) stay on one side of the split; without it, equal texts.", HelpName = "COLUMN" };
    private static readonly Option<double> MaxFpr = new("--max-fpr") { Description = "The false-positive rate that thresholds keep to.", HelpName = "RATE", DefaultValueFactory = _ => 0.01 };
    private static readonly Option<string> Out = new("--out") { Description = "The folder for the model; one that stands there is replaced, anything else is left alone.", HelpName = "FOLDER", Required = true };
    private static readonly Option<long> Seed = new("--seed") { Description = "What the split is drawn from.", DefaultValueFactory = _ => 42 };
    private static readonly Option<double> HeldOut = new("--holdout") { Description = "The share of groups that is held out to measure on.", HelpName = "SHARE", DefaultValueFactory = _ => 0.2 };
    private static readonly Option<string?> Split = new("--split") { Description = "A split.csv of an earlier model, to use again.", HelpName = "FILE" };
    private static readonly Option<int> MinDf = new("--min-df") { Description = "In how many texts a word must come to be looked at.", HelpName = "N", DefaultValueFactory = _ => 2 };
    private static readonly Option<double> MaxDf = new("--max-df") { Description = "In what share of the texts it may come at most.", HelpName = "SHARE", DefaultValueFactory = _ => 0.95 };
    private static readonly Option<string?> CharNgrams = new("--char-ngrams") { Description = "Also runs of characters within words, for instance 3-5: finds disguised words, takes longer.", HelpName = "FROM-TO" };
    private static readonly Option<string> TermFrequencyOf = new("--term-frequency") { Description = "What a word counts that comes n times in a text: raw n, logarithmic 1 + ln n, which suits long texts.", HelpName = "raw|logarithmic", DefaultValueFactory = _ => "raw" };
    private static readonly Option<string?> Lexicon = new("--lexicon") { Description = "A YAML file of themes with their words, whose share in a text is looked at too: finds words that no labelled text has.", HelpName = "FILE" };
    private static readonly Option<double?> LexiconStrength = new("--lexicon-strength") { Description = "How far the themes of --lexicon may move a text, where its words move it by 1; 0.5 unless said.", HelpName = "NUMBER" };
    private static readonly Option<double> C = new("--c") { Description = "The inverse of the regularisation's strength.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> ClassWeight = new("--class-weight") { Description = "balanced lets both classes of a label count alike, none counts every text alike.", HelpName = "balanced|none", DefaultValueFactory = _ => "balanced" };
    private static readonly Option<string> Penalty = new("--penalty") { Description = "even penalises the weights of all words alike, naive-bayes less where a word by itself tells the classes apart.", HelpName = "even|naive-bayes", DefaultValueFactory = _ => "even" };
    private static readonly Option<int> Folds = new("--folds") { Description = "The folds of cross-validation.", HelpName = "N", DefaultValueFactory = _ => 5 };
    private static readonly Option<string?> ScoresOf = new("--scores-of") { Description = "Train nothing: calibrate and certify the scores of a model that was brought, on its labels.", HelpName = "MODEL" };
    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads; they change the time, never a byte.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Verb()
    {
        ClassWeight.AcceptOnlyFromAmong("balanced", "none");
        Penalty.AcceptOnlyFromAmong("even", "naive-bayes");
        TermFrequencyOf.AcceptOnlyFromAmong("raw", "logarithmic");
        var verb = new Command("train", "Learn a classifier from labelled text, with thresholds that can be defended and the report that defends them.")
        {
            Source, Format, Text, Labels, Group, MaxFpr, Out, Seed, HeldOut, Split, MinDf, MaxDf, CharNgrams, TermFrequencyOf, Lexicon, LexiconStrength, ClassWeight, C, Penalty, Folds, ScoresOf, Threads,
        };
        verb.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), cancellationToken));
        return verb.WithExamples(
            "custos train --data posts.csv --text text --labels hate,offensive --group user_id --max-fpr 0.001 --out models/posts",
            "custos train --data posts.csv --text text --labels hate,offensive --lexicon samples/lexicons/harms.yaml --char-ngrams 2-4 --term-frequency logarithmic --penalty naive-bayes --c 3 --out models/posts",
            "custos train --data posts.jsonl --text text --labels spam --out models/spam --json > report.json",
            "custos train --scores-of my-guard --data posts.csv --text text --labels toxic --holdout 0.5 --max-fpr 0.01 --out models/my-guard-certified");
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var options = OptionsOf(parsed);
        var command = CommandOf(parsed);
        using var table = TableSource.Open(parsed.GetValue(Source)!, parsed.GetValue(Format));
        var report = TrainingProgressLines.Show(terminal, progress => parsed.GetValue(ScoresOf) is { } brought
            ? Certify(ModelSignals.FolderOf(brought), table, options, parsed.GetValue(Out)!, progress, command, cancellationToken)
            : Trainer.Train(table, options, parsed.GetValue(Out)!, progress, (made, folder) => WriteBeside(made, folder, command), cancellationToken));
        TrainingTable.Write(terminal, report);
        if (terminal.WantsJson)
        {
            terminal.WriteJson(TrainingReportJson.Of(report));
        }
        else
        {
            terminal.Output.WriteLine(report.ModelId);
        }

        return report.Certified ? ExitCode.Done : ExitCode.NotCertified;
    }

    private static TrainingReport Certify(string brought, Table table, TrainingOptions options, string folder, IProgress<TrainingProgress> progress, string command, CancellationToken cancellationToken)
    {
        using var model = BroughtFolder.Load(brought, measure: false);
        var scores = new BroughtScores
        {
            Id = model.Id,
            Labels = [.. model.ScoreLabels.Select(label => label.Name)],
            Decide = (text, stop) => model.DecideAsync(text, stop).GetAwaiter().GetResult(),
            Write = model.WriteCertified,
        };
        return Certifier.Certify(table, scores, options, folder, progress, (made, staging) => WriteBeside(made, staging, command), cancellationToken);
    }

    private static TrainingOptions OptionsOf(ParseResult parsed)
    {
        var (minDf, maxDf) = (parsed.GetValue(MinDf), parsed.GetValue(MaxDf));
        if (minDf < 1 || maxDf is not (> 0 and <= 1))
        {
            throw new BadInputException("--min-df is at least 1, and --max-df lies above 0 and at most at 1.", "Give other numbers.", isUsage: true);
        }

        if (parsed.GetValue(LexiconStrength) is not null && parsed.GetValue(Lexicon) is null)
        {
            throw new BadInputException("--lexicon-strength is given without a lexicon.", "Name one with --lexicon, for instance samples/lexicons/harms.yaml.", isUsage: true);
        }

        return new TrainingOptions
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
            ClassWeights = parsed.GetValue(ClassWeight) == "balanced" ? ClassWeights.Balanced : ClassWeights.None,
            ColumnPenalty = parsed.GetValue(Penalty) == "naive-bayes" ? ColumnPenalty.NaiveBayes : ColumnPenalty.Even,
            Features = new TextFeatureOptions
            {
                MinDocuments = minDf,
                MaxShare = maxDf,
                CharacterNgrams = RangeOf(parsed.GetValue(CharNgrams)),
                TermFrequency = parsed.GetValue(TermFrequencyOf) == "logarithmic" ? TermFrequency.Logarithmic : TermFrequency.Raw,
                Lexicon = parsed.GetValue(Lexicon) is { } lexicon ? LexiconReader.Load(lexicon) : null,
                LexiconStrength = parsed.GetValue(LexiconStrength) ?? new TextFeatureOptions().LexiconStrength,
            },
            Threads = parsed.GetValue(Threads),
        };
    }

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
               && min >= 1 && max >= min && max <= 16
            ? (min, max)
            : throw new BadInputException("--char-ngrams is not a range of lengths from 1 to 16.", "Write it as 3-5.", isUsage: true);
    }

    /// <summary>The command line, as a shell would take it again.</summary>
    private static string CommandOf(ParseResult parsed) => "custos " + string.Join(' ', parsed.Tokens.Select(token =>
        token.Value.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./,=:+@%".Contains(letter, StringComparison.Ordinal)) && token.Value.Length > 0
            ? token.Value
            : "'" + token.Value.Replace("'", @"'\''", StringComparison.Ordinal) + "'"));

    /// <summary>Writes the report as JSON and as a page, and the model card, beside a model.</summary>
    public static void WriteBeside(TrainingReport report, string folder, string command)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, ModelFiles.ReportJson), TrainingReportJson.Of(report).ToJsonString(Terminal.Json) + "\n", new UTF8Encoding(false));
            File.WriteAllText(Path.Combine(folder, ModelFiles.ReportPage), ReportPage.Write(report, command), new UTF8Encoding(false));
            File.WriteAllText(Path.Combine(folder, ModelFiles.Card), ModelCard.Write(report, command), new UTF8Encoding(false));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException("The report cannot be written, so the model was not put in its place.", "Make room, or name a folder that can be written to.", report.ModelFolder, innerException: cause);
        }
    }
}
