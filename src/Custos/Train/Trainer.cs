using System.Collections.Immutable;
using System.Security.Cryptography;
using Custos.Learning;
using Custos.Records;
using Custos.Text.Tables;
using Custos.Train.Splits;
using MathNet.Numerics;

namespace Custos.Train;

/// <summary>How does a table of labelled texts become a classifier that says how far it can be trusted?</summary>
public static class Trainer
{
    // Rough shares of the whole: reading, splitting, fitting, then each fold and each learning-curve point alike.
    private static readonly double[] Starts = [0, 0.04, 0.08, 0.2, 0.65, 0.97];

    /// <summary>Learns from a table and writes the classifier, once it is whole, into a folder.</summary>
    /// <param name="table">The rows, not read from yet; its source is the file whose digest goes into the report.</param>
    /// <param name="options">What to learn, and how.</param>
    /// <param name="folder">Where the classifier and its split go; a classifier that stands there is replaced.</param>
    /// <param name="progress">Told what is being done; null tells nobody.</param>
    /// <param name="writeBeside">Writes further files of <see cref="ModelFiles"/> into the folder it is given, before the whole appears in its place; null writes none.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left behind.</param>
    /// <exception cref="BadInputException">The options, the table, the split or the folder will not do; the message says why and what to do.</exception>
    /// <remarks>
    /// <list type="number">
    /// <item>Check the options and make room for the model.</item>
    /// <item>Read the rows.</item>
    /// <item>Split them by group, or replay a split, and check that each label can be learned and measured.</item>
    /// <item>Fit the features and the model on the training rows.</item>
    /// <item>Score the training rows out of fold, and calibrate on those scores.</item>
    /// <item>Measure on the held-out rows: figures, operating points, learning curve.</item>
    /// <item>Write the classifier and the split, and move them to their place.</item>
    /// </list>
    /// The classifier's bytes and every figure but the seconds depend on the table, the options and the program's version alone, not on the number of threads.
    /// </remarks>
    public static TrainingReport Train(
        Table table,
        TrainingOptions options,
        string folder,
        IProgress<TrainingProgress>? progress,
        Action<TrainingReport, string>? writeBeside,
        CancellationToken cancellationToken)
    {
        // 1.
        options.Check();
        using var place = ModelFolder.Prepare(folder);
        var steps = new TrainingSteps(progress, options.Folds, Starts);

        // 2.
        steps.Begin("reading rows");
        var rows = LabelledRows.Read(table, options, cancellationToken);
        var (sha256, bytes) = DigestOf(table.Source);
        steps.Begin("splitting by group");

        // 3.
        var split = options.SplitFile is { } file
            ? GroupSplit.Replay(rows, options, file, cancellationToken)
            : GroupSplit.Draw(rows, options, table.Source, cancellationToken);
        var train = split.RowsOf(Side.Train);
        var validation = split.RowsOf(Side.Validation);
        Learnable.Check(rows, train, validation, options, table.Source);
        var read = steps.Lap();

        // 4.
        steps.Begin("fitting the model");
        var model = Learn(rows, train, options, table.Source, cancellationToken);
        var fit = steps.Lap();

        // 5.
        steps.Begin("cross-validating");
        var folds = FoldScores.Of(rows, train, options, steps.PartDone, cancellationToken);
        var calibrations = Enumerable.Range(0, options.Labels.Length).Select(label => Calibrate(rows, train, folds, label, options)).ToArray();
        var calibrate = steps.Lap();

        // 6.
        steps.Begin("measuring on held-out rows");
        var curves = LearningCurve.Of(rows, train, validation, model, options, steps.PartDone, cancellationToken);
        var x = model.Features.Transform(rows.TextsOf(validation), cancellationToken);
        var labels = Enumerable.Range(0, options.Labels.Length).Select(label =>
        {
            var learned = rows.LabelsOf(label, train);
            return HeldOut.Report(
                options.Labels[label],
                Array.ConvertAll(model.Decide(x, label)!, calibrations[label].Curve.Apply),
                learned,
                rows.LabelsOf(label, validation),
                (model.Features, model.Fits[label]!),
                calibrations[label].Report,
                folds.Spread(label, learned),
                curves[label],
                options.MaxFpr);
        }).ToImmutableArray();
        var evaluate = steps.Lap();

        // 7.
        steps.Begin("writing the model");
        var splitReport = split.Report(rows, options);
        var source = new TrainingSource(table.Source, sha256, bytes, rows.Count, rows.EmptyTexts);
        var classifierLabels = labels.Select((label, number) => ModelContent.LabelOf(label, model.Fits[number]!, calibrations[number].Curve, options)).ToArray();
        var id = TextClassifier.Write(place.Staging, model.Features, classifierLabels, ModelContent.MetadataOf(source, splitReport, labels, options));
        var report = new TrainingReport
        {
            ModelId = id,
            ModelFolder = folder,
            Source = source,
            Split = splitReport,
            Features = model.Features.Count,
            Labels = labels,
            Seconds = new TrainingSeconds(read, fit, calibrate, evaluate),
            Options = options,
            Versions = Versions(),
            Warnings = [.. TrainingWarnings.Of(source, rows.LargestGroupIn(validation), validation.Length, labels)],
        };
        WriteFiles(folder, () =>
        {
            SplitFile.Write(Path.Combine(place.Staging, ModelFiles.Split), rows, split.Sides);
            writeBeside?.Invoke(report, place.Staging);
        });
        cancellationToken.ThrowIfCancellationRequested();
        place.Publish();
        steps.End();
        return report;
    }

    internal static (string Sha256, long Bytes) DigestOf(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return (Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException("The file cannot be read a second time, for its digest.", "Give a file that stays in its place.", file, innerException: cause);
        }
    }

    private static LearnedModel Learn(LabelledRows rows, int[] train, TrainingOptions options, string source, CancellationToken cancellationToken)
    {
        try
        {
            return LearnedModel.Of(rows, train, options, options.Threads, cancellationToken);
        }
        catch (BadInputException tooFewWords)
        {
            // The features know no file.
            throw new BadInputException(tooFewWords.Problem, tooFewWords.Remedy, source, innerException: tooFewWords);
        }
    }

    private static CalibrationFit Calibrate(LabelledRows rows, int[] train, FoldScores folds, int label, TrainingOptions options)
    {
        var values = rows.LabelsOf(label, train);
        var counts = HeldOut.CountsOf(values);

        // Balanced weights move the log-odds by the log of the classes' ratio, which this takes back.
        var offset = options.ClassWeights == ClassWeights.Balanced ? Math.Log((double)counts.Negatives / counts.Positives) : 0;
        var (scores, known, foldOf) = folds.Known(label, values);
        return CalibrationFit.Of(scores, known, foldOf, new Calibration.Platt(-1, offset));
    }

    internal static void WriteFiles(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw ModelFolder.CannotWrite(folder, cause);
        }
    }

    internal static ImmutableSortedDictionary<string, string> Versions() => ImmutableSortedDictionary<string, string>.Empty
        .Add("Custos", typeof(Trainer).Assembly.GetName().Version!.ToString(3))
        .Add(".NET", Environment.Version.ToString())
        .Add("MathNet.Numerics", typeof(Control).Assembly.GetName().Version!.ToString(3));
}
