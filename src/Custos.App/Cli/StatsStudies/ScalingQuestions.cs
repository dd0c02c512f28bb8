using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Scaling;
using static System.FormattableString;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Which questions about scaling can be asked of a file?</summary>
internal static class ScalingQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Scaling(), Downstream()];

    private static StatsQuestion Scaling()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines, a row a finished run, with columns parameters, tokens and loss." };
        var size = StatsInputs.Number("--predict", "How many parameters the next model has.");
        var tokens = StatsInputs.OptionalNumber("--tokens", "On how many tokens it is trained; as many as are compute-optimal for it unless given.");
        var seed = StatsInputs.Count("--seed", "Of the resampling.", 0);
        return new("scaling", "Which loss will a larger model reach?", [file, size, tokens, seed], parsed =>
        {
            var runs = Runs(parsed.GetValue(file)!);
            var outcome = ScalingFit.Fit(runs);
            if (outcome is ScalingOutcome.Undetermined undetermined) throw new BadInputException(undetermined.Reason, "No prediction is given from a law that is not settled.", parsed.GetValue(file)!.ToString());
            var fit = outcome.Required();
            var start = checked((int)parsed.GetValue(seed));
            var laws = ScalingFit.Bootstrap(runs, fit, 500, start);
            var (law, n) = (fit.Law, parsed.GetValue(size));
            var d = parsed.GetValue(tokens) ?? Math.Exp((Math.Log(law.Beta * law.B / (law.Alpha * law.A)) + law.Alpha * Math.Log(n)) / law.Beta);
            var predicted = fit.Predict(runs, laws, n, d, seed: start);
            var held = ScalingFit.HoldOutLargest(runs, seed: start);
            double? covered = held?.Count(pair => pair.Predicted.Interval.Contains(pair.Run.Loss)) / (double?)held?.Count;
            double? missed = held?.Max(pair => Math.Abs(pair.Predicted.Value / pair.Run.Loss - 1));
            const string tooFew = "Without the largest size too few runs are left to settle a law.";
            return new()
            {
                Headline = Invariant($"{n:G4} parameters on {d:G4} tokens: loss {predicted.Value:F4} {predicted.Interval}, from {runs.Count} runs."),
                Results = new CallResults
                {
                    { "loss", predicted.Value },
                    { "prediction_interval", predicted.Interval },
                    { "tokens", d },
                    { "A", law.A },
                    { "B", law.B },
                    { "E", law.E },
                    { "alpha", law.Alpha },
                    { "alpha_interval", Middle(laws.Select(one => one.Alpha)) },
                    { "beta", law.Beta },
                    { "beta_interval", Middle(laws.Select(one => one.Beta)) },
                    { "starts_that_agree", fit.StartsThatAgree },
                    { "largest_size_held_out_share_inside", covered, tooFew },
                    { "largest_size_held_out_worst_relative_error", missed, tooFew },
                    { "times_beyond_largest_run", n / runs.Max(run => run.Parameters) },
                    { "n", (long)runs.Count },
                },
                Assumptions =
                [
                    "L = E + A / N^alpha + B / D^beta, fitted to the log-loss by Huber's loss at 0.001 with analytic gradient from many starts (Hoffmann et al. 2022, approach 3).",
                    "The next run uses the same data, tokenizer, architecture and schedule as these. Intervals come from drawing the runs anew and adding their residuals.",
                ],
                InPlainWords = Invariant($"If the trend of these runs goes on, the new model reaches a loss near {predicted.Value:F3}. ")
                    + (missed is { } worst ? Invariant($"Foretelling the largest size from the smaller ones was off by at most {worst:P2}, which is the best evidence of how far to trust this. ") : "There are too few runs to check the method on the largest size, so treat this as a guess. ")
                    + "The interval does not cover a change of recipe or a trend that bends.",
            };
        })
        { Examples = ["scaling runs.csv --predict 12e9"] };
    }

    private static StatsQuestion Downstream()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines, a row a finished model, with columns loss and accuracy (on one task, asked in one way)." };
        var chance = StatsInputs.Number("--chance", "The accuracy of guessing: 0.25 with four answers.");
        var loss = StatsInputs.Number("--loss", "The loss of the model to come, as custos stats scaling foretells it.");
        var ceiling = StatsInputs.OptionalNumber("--ceiling", "The accuracy that a loss far below reaches; 1 unless given.");
        return new("downstream", "Which accuracy on a task goes with a loss?", [file, chance, loss, ceiling], parsed =>
        {
            var (losses, accuracies) = StatsColumns.Pairs(parsed.GetValue(file)!, "loss", "accuracy");
            var (curve, absent) = LossToAccuracy.Fit(losses, accuracies, parsed.GetValue(chance), parsed.GetValue(ceiling) ?? 1);
            var at = curve?.AccuracyAt(parsed.GetValue(loss));
            var beyond = parsed.GetValue(loss) < losses.Min();
            return new()
            {
                Headline = at is { } accuracy ? Invariant($"Accuracy {accuracy:P1} at a loss of {parsed.GetValue(loss):G4}, from {losses.Length} models{(beyond ? "; that loss is below any seen" : "")}.") : $"Cannot tell. {absent}",
                Results = new CallResults
                {
                    { "accuracy", at, absent ?? "" },
                    { "loss_half_way", curve?.Middle, absent ?? "" },
                    { "steepness", curve?.Steepness, absent ?? "" },
                    { "residual_sd", curve?.ResidualSd, absent ?? "There are as many numbers to find as models." },
                    { "is_extrapolation", beyond },
                    { "n", (long)losses.Length },
                },
                Assumptions =
                [
                    "A sigmoid from chance to the ceiling (the second step of Grattafiori et al. 2024, section 3.2.1), by least squares from several starts.",
                    "One task, asked in one way, and models of one recipe. The residual spread is between models seen, not an interval for the next.",
                ],
                InPlainWords = "Near chance a task hides progress: losses fall long before accuracy rises. Where no model has left chance, or all are at the ceiling, nothing can be foretold, and a loss below any seen is a guess however well the curve fits.",
            };
        })
        { Examples = ["downstream models.csv --chance 0.25 --loss 1.9"] };
    }

    private static List<TrainingRun> Runs(FileInfo file) => StatsColumns.Rows(file, ["parameters", "tokens", "loss"], table =>
    {
        return new TrainingRun(Number(0, "parameters"), Number(1, "tokens"), Number(2, "loss"));

        double Number(int column, string name) => StatsColumns.NumberOf(table, column, name) is { } value and > 0
            ? value
            : throw new BadInputException($"The cell in column \"{name}\" is not a number above 0.", "Fill it in, or leave the run out.", table.Place);
    });

    private static Interval Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Interval(sorted[(int)(0.025 * sorted.Length)], sorted[sorted.Length - 1 - (int)(0.025 * sorted.Length)]);
    }
}
