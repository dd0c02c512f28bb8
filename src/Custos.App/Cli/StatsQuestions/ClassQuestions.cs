using System.CommandLine;
using Custos.Records;
using Custos.Statistics.Calibration;
using Custos.Statistics.Calls;
using Custos.Statistics.Conformal;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about the classes that a model chooses between can be asked of files?</summary>
internal static class ClassQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Sets(), Temperature()];

    private static StatsQuestion Sets()
    {
        var calibration = new Argument<FileInfo>("calibration") { Description = "A table of labelled rows that the model was not fitted on: a probability and a label (1 or 0)." };
        var fresh = new Argument<FileInfo>("new") { Description = "A table of rows to decide, with the same column of probabilities." };
        var (score, label) = (new Option<string>("--score") { Description = "The column with the probability of 1.", DefaultValueFactory = _ => "score" }, new Option<string>("--label") { Description = "The column with the labels.", DefaultValueFactory = _ => "label" });
        var alpha = StatsInputs.Number("--alpha", "The chance of a miss that is accepted, in each class.", 0.1);
        return new("conformal-sets", "Which rows can be decided, and which must be left open, with the errors in each class held to a promise?", [calibration, fresh, score, label, alpha], parsed =>
        {
            var (scores, labels, _) = StatsColumns.Scored(parsed.GetValue(calibration)!, parsed.GetValue(score)!, parsed.GetValue(label)!);
            var classes = ConformalClasses.Calibrate([[.. scores.Where((_, row) => labels[row] == 0)], [.. scores.Where((_, row) => labels[row] == 1).Select(chance => 1 - chance)]]);
            var rows = StatsColumns.Numbers(parsed.GetValue(fresh)!, parsed.GetValue(score)!);
            var (error, sets) = (parsed.GetValue(alpha), new int[4]);
            foreach (var chance in rows) sets[classes.Set([chance, 1 - chance], error).Sum(@class => 1 << @class)]++;
            var decided = Estimate.OfRate(sets[1] + sets[2], rows.Length);
            return new()
            {
                Headline = Invariant($"{decided} of the rows can be decided; {sets[3]:N0} stay open and {sets[0]:N0} look like neither class."),
                Results = new CallResults
                {
                    { "decided", decided.Value },
                    { "decided_interval", decided.Interval },
                    { "only_0", (long)sets[1] },
                    { "only_1", (long)sets[2] },
                    { "both", (long)sets[3] },
                    { "neither", (long)sets[0] },
                    { "calibration_0", labels.LongCount(one => one == 0) },
                    { "calibration_1", labels.LongCount(one => one == 1) },
                    { "n", (long)rows.Length },
                },
                Assumptions =
                [
                    "Conformal sets within each class (Vovk, Gammerman and Shafer 2005): rows of a class, old and new, are exchangeable. A drift within a class breaks the promise; another mix of the classes does not.",
                    Invariant($"In each class the truth is missing from the set with chance at most {error:G3}, on average over calibration samples. That needs at least {Math.Ceiling(1 / error) - 1:N0} calibration rows of a class before that class can ever be left out."),
                ],
                InPlainWords = "A set with one class is a decision, a set with both says that the model cannot tell and a person should look, an empty one that the row is unlike anything seen. The promise is about all rows of a class together; among the decided rows alone errors can be more frequent.",
            };
        })
        { Examples = ["conformal-sets labelled.csv fresh.csv --score probability --alpha 0.05"] };
    }

    private static StatsQuestion Temperature()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with one column of logits per class, and the true class per row, counted from 0 in the order of --logits." };
        var logits = new Option<string[]>("--logits") { Description = "The columns with the logits.", AllowMultipleArgumentsPerToken = true, Required = true };
        var label = new Option<string>("--label") { Description = "The column with the true class.", DefaultValueFactory = _ => "label" };
        return new("temperature", "By which one number must a model's logits be divided so that its probabilities mean what they say?", [file, logits, label], parsed =>
        {
            string[] columns = [.. parsed.GetValue(logits)!, parsed.GetValue(label)!];
            var rows = StatsColumns.Rows(parsed.GetValue(file)!, columns, table => columns.Select((name, i) => StatsColumns.NumberOf(table, i, name)
                ?? throw new BadInputException($"The cell in column \"{name}\" is empty.", "Fill it in, or leave the row out.", table.Place)).ToArray());
            var classes = columns.Length - 1;
            if (rows.Any(row => row[^1] < 0 || row[^1] >= classes || row[^1] != Math.Floor(row[^1]))) throw new BadInputException(Invariant($"A label is not a whole number from 0 to {classes - 1}."), "Number the classes in the order of --logits.", parsed.GetValue(file)!.ToString());
            var scale = TemperatureScale.Fit([.. rows.SelectMany(row => row.Take(classes))], [.. rows.Select(row => (int)row[^1])], classes);
            var fit = scale as TemperatureScale.Fitted;
            var reason = (scale as TemperatureScale.None)?.Reason ?? "";
            return new()
            {
                Headline = fit is null ? $"Cannot tell. {reason}" : Invariant($"T = {fit.Temperature:G5}: the model is too {(fit.Temperature > 1 ? "sure" : "unsure")} of itself. Cross-entropy {scale.LossBefore:G4} → {fit.LossAfter:G4} nats a row, n = {rows.Count:N0}."),
                Results = new CallResults
                {
                    { "temperature", fit?.Temperature, reason },
                    { "loss_before", scale.LossBefore },
                    { "loss_after", fit?.LossAfter, reason },
                    { "certificate_slope", fit?.Gradient, reason },
                    { "n", (long)rows.Count },
                },
                Assumptions = ["One number for all classes (Guo et al. 2017), by maximum likelihood; the order of the classes never changes. The model was not fitted on these rows, and rows to come are like them."],
                InPlainWords = "Dividing by the temperature changes how sure the model says it is, never which class it takes. A model that is wrong in one corner only is not mended by it: look at custos stats calibration afterwards, on other rows.",
            };
        })
        { Examples = ["temperature logits.csv --logits safe spam hate --label class"] };
    }
}
