using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Records;
using Custos.Text.Tables;
using Custos.Train.Splits;

namespace Custos.Train;

/// <summary>From which score of a model that was brought on may a label be said? Calibrated and certified on labelled texts, as for a classifier that is trained here.</summary>
public static class Certifier
{
    // Rough shares of the whole: nearly all of it is the model's own time.
    private static readonly double[] Starts = [0, 0.02, 0.04, 0.95, 0.99];

    /// <summary>Scores a table's texts, calibrates on one side of the split, measures on the other, and writes the model with its thresholds into a folder.</summary>
    /// <param name="table">The rows, not read from yet; its source is the file whose digest goes into the report.</param>
    /// <param name="model">What scores. Its labels are known by the columns' names.</param>
    /// <param name="options">Which columns, which split, which rate; what it says of fitting is not used.</param>
    /// <param name="folder">Where the model and the split go; a model that stands there is replaced.</param>
    /// <param name="progress">Told what is being done; null tells nobody.</param>
    /// <param name="writeBeside">Writes further files of <see cref="ModelFiles"/> into the folder it is given, before the whole appears in its place; null writes none.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left behind.</param>
    /// <exception cref="BadInputException">The options, the table, the split or the folder will not do, the model has no such label, or it fails on a text; the message says why and what to do.</exception>
    /// <remarks>
    /// <list type="number">
    /// <item>Check the options and make room for the model.</item>
    /// <item>Read the rows, split them by group, and check that each label can be calibrated and measured.</item>
    /// <item>Score the texts of both sides.</item>
    /// <item>Calibrate on the training side; the curves are compared fold by fold.</item>
    /// <item>Measure on the held-out side: figures and operating points.</item>
    /// <item>Write the model and the split, and move them to their place.</item>
    /// </list>
    /// </remarks>
    public static TrainingReport Certify(
        Table table,
        BroughtScores model,
        TrainingOptions options,
        string folder,
        IProgress<TrainingProgress>? progress,
        Action<TrainingReport, string>? writeBeside,
        CancellationToken cancellationToken)
    {
        // 1.
        options.Check();
        if (options.Features.Lexicon is not null)
        {
            throw new BadInputException("A lexicon is learned with, and nothing is learned of a model that was brought.", "Leave out --lexicon, or --scores-of to train a classifier.", isUsage: true);
        }

        var places = options.Labels.Select(label => PlaceOf(label, model)).ToArray();
        using var place = ModelFolder.Prepare(folder);

        // 2.
        var steps = new TrainingSteps(progress, 100, Starts);
        steps.Begin("reading rows");
        var rows = LabelledRows.Read(table, options, cancellationToken);
        var (sha256, bytes) = Trainer.DigestOf(table.Source);
        steps.Begin("splitting by group");
        var split = options.SplitFile is { } file
            ? GroupSplit.Replay(rows, options, file, cancellationToken)
            : GroupSplit.Draw(rows, options, table.Source, cancellationToken);
        var (train, validation) = (split.RowsOf(Side.Train), split.RowsOf(Side.Validation));
        Learnable.Check(rows, train, validation, options, table.Source);
        var read = steps.Lap();

        // 3.
        steps.Begin("scoring");
        var decisions = Decide(rows, [.. train, .. validation], model, options, table.Source, steps.PartDone, cancellationToken);
        var scored = steps.Lap();

        // 4.
        steps.Begin("calibrating and measuring");
        var folds = FoldScores.OfScores(rows, train, options, [.. places.Select(label => Array.ConvertAll(train, row => (double?)decisions[row]![label]))]);
        var calibrations = Enumerable.Range(0, places.Length).Select(label =>
        {
            var (scores, known, foldOf) = folds.Known(label, rows.LabelsOf(label, train));
            return CalibrationFit.Of(scores, known, foldOf, new Calibration.Platt(-1, 0));
        }).ToArray();
        var calibrate = steps.Lap();

        // 5.
        var labels = places.Select((own, label) =>
        {
            var probabilities = Array.ConvertAll(validation, row => calibrations[label].Curve.Apply(decisions[row]![own]));
            var known = rows.LabelsOf(label, train);
            return HeldOut.Report(options.Labels[label], probabilities, known, rows.LabelsOf(label, validation), null, calibrations[label].Report, folds.Spread(label, known), [], options.MaxFpr);
        }).ToImmutableArray();
        var evaluate = steps.Lap();

        // 6.
        steps.Begin("writing the model");
        var splitReport = split.Report(rows, options);
        var source = new TrainingSource(table.Source, sha256, bytes, rows.Count, rows.EmptyTexts);
        var certified = labels.Select((label, number) => ModelContent.LabelOf(label, calibrations[number].Curve, options)).ToArray();
        var id = model.Write(place.Staging, certified, ModelContent.MetadataOfScores(source, splitReport, labels, options, model.Id));
        var report = new TrainingReport
        {
            ModelId = id,
            ScoresOf = model.Id,
            ModelFolder = folder,
            Source = source,
            Split = splitReport,
            Features = null,
            Labels = labels,
            Seconds = new TrainingSeconds(read, scored, calibrate, evaluate),
            Options = options,
            Versions = Trainer.Versions(),
            Warnings = [.. TrainingWarnings.Of(source, rows.LargestGroupIn(validation), validation.Length, labels), TrainingWarnings.Brought],
        };
        Trainer.WriteFiles(folder, () =>
        {
            SplitFile.Write(Path.Combine(place.Staging, ModelFiles.Split), rows, split.Sides);
            writeBeside?.Invoke(report, place.Staging);
        });
        cancellationToken.ThrowIfCancellationRequested();
        place.Publish();
        steps.End();
        return report;
    }

    private static int PlaceOf(string label, BroughtScores model) => model.Labels.IndexOf(label) is >= 0 and var place
        ? place
        : throw new BadInputException($"The model has no label '{label}'.", $"Name columns after its labels: {string.Join(", ", model.Labels)}.", isUsage: true);

    // By row; null for rows of neither side.
    private static double[]?[] Decide(LabelledRows rows, int[] chosen, BroughtScores model, TrainingOptions options, string source, Action percentDone, CancellationToken cancellationToken)
    {
        var decisions = new double[rows.Count][];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(chosen, parallel, row =>
            {
                decisions[row] = model.Decide(rows.Texts[row], cancellationToken);
                var now = Interlocked.Increment(ref done);
                if ((long)now * 100 / chosen.Length > (long)(now - 1) * 100 / chosen.Length) percentDone();
            });
        }
        catch (AggregateException failed) when (failed.Flatten().InnerExceptions.OfType<InvalidOperationException>().FirstOrDefault() is { } first)
        {
            throw new BadInputException($"The model fails on a text of the file: {first.Message}", "See that its tokenizer and settings are those it was exported with.", source, innerException: first);
        }

        return decisions;
    }
}

/// <summary>How does a model that was not trained here score texts, and how is it kept with other thresholds?</summary>
public sealed record BroughtScores
{
    /// <summary>What the model is known by.</summary>
    public required string Id { get; init; }

    /// <summary>What it scores, in the order of its scores.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>The log-odds of each label for one text, finite; called by several threads at once.</summary>
    public required Func<string, CancellationToken, double[]> Decide { get; init; }

    /// <summary>Writes the model into a folder with these calibrations and thresholds, and with what its reader should know of them; gives the id.</summary>
    public required Func<string, IReadOnlyList<ScoreLabel>, JsonObject, string> Write { get; init; }
}
