using System.CommandLine;
using Custos.Charts;
using Custos.Records;
using Custos.Statistics.Calibration;
using Custos.Statistics.Calls;
using Custos.Statistics.Conformal;
using Custos.Statistics.Scores;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about the scores of a classifier can be asked on the command line?</summary>
internal static class ScoreQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Auc(), Calibration(), Calibrate(), Threshold(), Cost(), Conformal(), PassAt()];

    private static Argument<FileInfo> File() => new("file") { Description = "A table with a score and a label (1, 0, or empty for unknown) per row." };

    private static Option<string> Score() => new("--score") { Description = "The column with the scores.", DefaultValueFactory = _ => "score" };

    private static Option<string> Label() => new("--label") { Description = "The column with the labels.", DefaultValueFactory = _ => "label" };

    private static (ScoreSample Sample, int Unknown) Read(ParseResult parsed, Argument<FileInfo> file, Option<string> score, Option<string> label)
    {
        var (scores, labels, unknown) = StatsColumns.Scored(parsed.GetRequiredValue(file), parsed.GetValue(score)!, parsed.GetValue(label)!);
        return ScoreSample.TryOf(scores, labels, out var sample, out var reason)
            ? (sample, unknown)
            : throw new BadInputException(reason, "Label rows of both classes.", parsed.GetRequiredValue(file).ToString());
    }

    private static StatsQuestion Auc()
    {
        var (file, score, label, confidence) = (File(), Score(), Label(), StatsInputs.Confidence());
        var partialUpTo = StatsInputs.Number("--partial-up-to", "The false-positive rate where the partial area ends, above 0 and at most 1.", 0.1);
        var recallAt = StatsInputs.Number("--recall-at", "The false-positive rate at which recall is read, between 0 and 1.", 0.01);
        return new("auc", "How well do scores rank positives above negatives?", [file, score, label, partialUpTo, recallAt, confidence], parsed =>
        {
            var (sample, unknown) = Read(parsed, file, score, label);
            var level = parsed.GetValue(confidence);
            var area = RocArea.Of(sample, level);
            var precision = AveragePrecision.Of(sample, level);
            if (parsed.GetValue(partialUpTo) is not (> 0 and <= 1)) throw new BadInputException("The partial area would end nowhere.", "Give a false-positive rate above 0 and at most 1.", "--partial-up-to", isUsage: true);
            if (parsed.GetValue(recallAt) is not (>= 0 and <= 1)) throw new BadInputException("Recall is read at no false-positive rate.", "Give one between 0 and 1.", "--recall-at", isUsage: true);
            var partial = RocCurve.PartialArea(sample, parsed.GetValue(partialUpTo));
            var strict = RocCurve.AtFalsePositiveRate(sample, parsed.GetValue(recallAt));
            return new()
            {
                Headline = Invariant($"AUROC {area.Estimate}; average precision {precision.Estimate} (chance: {precision.Prevalence:G3})."),
                Results = new CallResults
                {
                    { "auroc", area.Estimate.Value },
                    { "auroc_ci", area.Estimate.Interval },
                    { "auroc_ci_wald", area.WaldInterval, "A class with one row has no variance." },
                    { "average_precision", precision.Estimate.Value },
                    { "average_precision_ci", precision.Estimate.Interval },
                    { "partial_auc_up_to_fpr", partial.MaxFalsePositiveRate },
                    { "partial_auc", partial.Raw },
                    { "partial_auc_standardized", partial.Standardized },
                    { "recall_at_fpr", parsed.GetValue(recallAt) },
                    { "recall", strict.Recall.Value },
                    { "recall_ci", strict.Recall.Interval },
                    { "positives", sample.Positives },
                    { "negatives", sample.Negatives },
                    { "rows_left_out", unknown },
                },
                Assumptions =
                [
                    "AUROC counts ties as half; its interval is DeLong's on the logit scale, or Newcombe's where a class has fewer than 100 rows or nothing overlaps. Average precision has the logit interval of Boyd, Eng and Page.",
                    "The partial area is the one under the left end of the curve; standardized, 0.5 is guessing and 1 perfect (McClish 1989). Recall is read at the lowest threshold that keeps the false-positive rate on these rows; custos stats threshold says whether it is kept on others.",
                    "Rows are independent, and labelled rows are like the others: labels chosen by score bend every number here.",
                ],
                InPlainWords = Invariant($"Of a random positive and a random negative row, the positive has the higher score {area.Estimate.Value:P1} of the time (50 % would be guessing), plausibly between {area.Estimate.Interval.Lower:P1} and {area.Estimate.Interval.Upper:P1}. This says how rows are ordered, not whether a score of 0.7 means 70 %, and it does not depend on how rare positives are; average precision does."),
                Picture = () => SvgWriter.Write(Roc(sample, area)),
            };
        })
        { Examples = ["auc scored.csv --score score --label hate", "auc scored.csv --partial-up-to 0.05 --recall-at 0.001"] };
    }

    private static Chart Roc(ScoreSample sample, RocArea area) => new()
    {
        Title = "Recall against false alarms",
        Subtitle = Invariant($"AUROC {area.Estimate.Value:F3} [{area.Estimate.Interval.Lower:F3}, {area.Estimate.Interval.Upper:F3}], {sample.Positives:N0} positives, {sample.Negatives:N0} negatives"),
        Description = "The ROC curve: one point for every threshold. Further up and left is better; the diagonal is guessing.",
        X = new Axis { Label = "false-positive rate", Format = AxisFormat.Percent, Min = 0, Max = 1 },
        Y = new Axis { Label = "recall", Format = AxisFormat.Percent, Min = 0, Max = 1 },
        Series =
        [
            new Series.Line("", [new Point(0, 0), new Point(1, 1)]) { IsReference = true },
            new Series.Line("scores", [.. RocCurve.Points(sample).Select(point => new Point((double)point.FalsePositives / point.Negatives, (double)point.TruePositives / point.Positives))]),
        ],
    };

    private static StatsQuestion Calibration()
    {
        var (file, score, label) = (File(), Score(), Label());
        var bins = StatsInputs.Count("--bins", "How many bins.", 10);
        return new("calibration", "When the model says 70 %, is it 70 %?", [file, score, label, bins], parsed =>
        {
            var (probabilities, labels, unknown) = StatsColumns.Scored(parsed.GetRequiredValue(file), parsed.GetValue(score)!, parsed.GetValue(label)!);
            var curve = ReliabilityCurve.OfEqualWidth(probabilities, labels, checked((int)parsed.GetValue(bins)));
            var brier = BrierScore.Of(probabilities, labels);
            var loss = LogLoss.Of(probabilities, labels);
            return new()
            {
                Headline = Invariant($"Calibration error {curve.ExpectedError:P1} (chance alone: about {curve.ErrorByChance:P1}); Brier score {brier.Estimate}."),
                Results = new CallResults
                {
                    { "ece", curve.ExpectedError },
                    { "ece_by_chance", curve.ErrorByChance },
                    { "mce", curve.MaximumError },
                    { "ece_equal_mass", ReliabilityCurve.OfEqualMass(probabilities, labels, checked((int)parsed.GetValue(bins))).ExpectedError },
                    { "brier", brier.Estimate.Value },
                    { "brier_ci", brier.Estimate.Interval },
                    { "brier_reliability", brier.Reliability },
                    { "brier_resolution", brier.Resolution },
                    { "brier_uncertainty", brier.Uncertainty },
                    { "brier_skill", brier.Skill, "All labels are the same." },
                    { "log_loss", loss.Value },
                    { "rows", probabilities.Length },
                    { "rows_left_out", unknown },
                },
                Assumptions =
                [
                    "The calibration error depends on the bins and is never 0 by chance alone; the Brier score does not depend on bins. Its parts are Murphy's, over distinct forecasts.",
                    "Rows are independent and like the traffic on which the probabilities will be used.",
                ],
                InPlainWords = Invariant($"On average over bins, what the model says differs from what happened by {curve.ExpectedError:P1}; a perfectly honest model would show about {curve.ErrorByChance:P1} on as many rows. ")
                    + (curve.ExpectedError > 1.5 * curve.ErrorByChance ? "The probabilities should not be taken at their word: calibrate them first." : "These rows give little reason to distrust the probabilities; more rows would show smaller faults."),
                Picture = () => SvgWriter.Write(Reliability(curve)),
            };
        })
        { Examples = ["calibration scored.csv --score probability"] };
    }

    private static Chart Reliability(ReliabilityCurve curve) => new()
    {
        Title = "What was said and what happened",
        Subtitle = Invariant($"n = {curve.Count:N0}, calibration error {curve.ExpectedError:P1}"),
        Description = "Observed share of positives against stated probability, with 95 % intervals. On the diagonal the model is calibrated.",
        X = new Axis { Label = "stated probability", Format = AxisFormat.Percent, Min = 0, Max = 1 },
        Y = new Axis { Label = "observed share", Format = AxisFormat.Percent, Min = 0, Max = 1 },
        Series =
        [
            new Series.Line("", [new Point(0, 0), new Point(1, 1)]) { IsReference = true },
            new Series.Marks("bins", [.. curve.Bins.Select(bin => new Mark(bin.MeanProbability, bin.Observed.Value, bin.Observed.Interval))]),
        ],
    };

    private static StatsQuestion Calibrate()
    {
        var (file, score, label) = (File(), Score(), Label());
        return new("calibrate", "Which probability does a raw score stand for?", [file, score, label], parsed =>
        {
            var (scores, labels, unknown) = StatsColumns.Scored(parsed.GetRequiredValue(file), parsed.GetValue(score)!, parsed.GetValue(label)!);
            var platt = PlattCurve.Fit(scores, labels);
            var isotonic = IsotonicCurve.Fit(scores, labels);
            return new()
            {
                Headline = Invariant($"Platt: P = 1 / (1 + exp({platt.A:G6} × score + {platt.B:G6})); the isotonic curve has {isotonic.Values.Distinct().Count():N0} levels."),
                Results = new CallResults
                {
                    { "platt_a", platt.A },
                    { "platt_b", platt.B },
                    { "platt_nll", platt.NegativeLogLikelihood },
                    { "platt_gradient_per_row", platt.GradientPerRow },
                    { "platt_brier", BrierScore.Of(Array.ConvertAll(scores, platt.Probability), labels).Estimate.Value },
                    { "isotonic_brier", BrierScore.Of(Array.ConvertAll(scores, isotonic.Value), labels).Estimate.Value },
                    { "positives", platt.Positives },
                    { "negatives", platt.Negatives },
                    { "rows_left_out", unknown },
                },
                Assumptions =
                [
                    "Platt's curve takes the log-odds as a straight line in the score; the isotonic curve only takes a higher score never to mean less, and wants some thousand rows.",
                    "Both are judged here on the rows they were fitted on, which flatters them, the isotonic one more. Fit on rows that did not train the classifier.",
                ],
                InPlainWords = "The formula turns a raw score into a probability that can be compared with costs and thresholds. It holds for traffic like these rows; where positives are rarer or more frequent, correct for the prevalence as well.",
            };
        })
        { Examples = ["calibrate scored.csv"] };
    }

    private static StatsQuestion Threshold()
    {
        var (file, score, label, confidence) = (File(), Score(), Label(), StatsInputs.Confidence());
        var budget = StatsInputs.Number("--max-false-positive-rate", "The share of negatives that may be flagged.");
        return new("threshold", "Which threshold keeps false alarms within a budget, and is that proven?", [file, score, label, budget, confidence], parsed =>
        {
            var (sample, _) = Read(parsed, file, score, label);
            var (rate, level) = (parsed.GetValue(budget), parsed.GetValue(confidence));
            var empirical = RocCurve.AtFalsePositiveRate(sample, rate);
            var found = ThresholdBudget.Select(sample, rate, level) as ThresholdBudget.Found;
            var none = ThresholdBudget.Select(sample, rate, level) as ThresholdBudget.TooFewNegatives;
            var reason = none?.Reason ?? "";
            return new()
            {
                Headline = found is null
                    ? Invariant($"Cannot tell: {reason}")
                    : Invariant($"Flag scores of at least {found.Point.Threshold:R}: recall {found.Point.Recall.ToPercentText()}; false-positive rate at most {found.UpperBound:G3} ({level:P0} confidence)."),
                Results = new CallResults
                {
                    { "threshold", found?.Point.Threshold, reason },
                    { "recall", found?.Point.Recall.Value, reason },
                    { "recall_ci", found?.Point.Recall.Interval, reason },
                    { "false_positives", found?.Point.FalsePositives, reason },
                    { "false_positives_allowed", found?.AllowedFalsePositives, reason },
                    { "false_positive_rate_upper_bound", found?.UpperBound, reason },
                    { "negatives_needed", none?.NegativesNeeded, "There are enough negatives." },
                    { "threshold_by_sample_rate", empirical.Threshold },
                    { "recall_by_sample_rate", empirical.Recall.Value },
                    { "negatives", sample.Negatives },
                },
                Assumptions =
                [
                    "Exact (tolerance limits, the Clopper-Pearson bound) although the threshold is chosen on the same rows; future negatives must be draws from the same traffic.",
                    "The threshold by the sample's own rate stands beside it: it keeps the budget on these rows, and breaks it on new ones about half of the time.",
                ],
                InPlainWords = found is null
                    ? $"These rows cannot prove the budget. {reason} Label more negatives, or allow more false alarms."
                    : Invariant($"If everything that scores at least {found.Point.Threshold:G6} is flagged, about {found.Point.Recall.Value:P1} of what should be caught is. A procedure like this keeps the share of harmless messages that are flagged below {rate:G3} in at least {level:P0} of the samples it is used on."),
                IsCertified = found is not null,
            };
        })
        { Examples = ["threshold scored.csv --max-false-positive-rate 0.01"] };
    }

    private static StatsQuestion Cost()
    {
        var (file, score, label) = (File(), Score(), Label());
        var falseAlarm = StatsInputs.Number("--false-alarm-cost", "What flagging a negative costs.", 1);
        var miss = StatsInputs.Number("--miss-cost", "What missing a positive costs.");
        var prevalence = StatsInputs.OptionalNumber("--prevalence", "The share of positives where the threshold will be used; the file's own unless given.");
        return new("cost", "Which threshold is cheapest?", [file, score, label, falseAlarm, miss, prevalence], parsed =>
        {
            var (sample, _) = Read(parsed, file, score, label);
            var curve = CostCurve.Of(sample, parsed.GetValue(falseAlarm), parsed.GetValue(miss), parsed.GetValue(prevalence));
            var best = curve.Cheapest;
            return new()
            {
                Headline = Invariant($"Flag scores of at least {best.Point.Threshold:R}: {best.ExpectedCost:G4} a row (nothing flagged: {curve.CostOfFlaggingNothing:G4}; all flagged: {curve.CostOfFlaggingAll:G4})."),
                Results = new CallResults
                {
                    { "threshold", best.Point.Threshold },
                    { "cost_per_row", best.ExpectedCost },
                    { "cost_of_flagging_nothing", curve.CostOfFlaggingNothing },
                    { "cost_of_flagging_all", curve.CostOfFlaggingAll },
                    { "recall", best.Point.Recall.Value },
                    { "recall_ci", best.Point.Recall.Interval },
                    { "false_positive_rate", best.Point.FalsePositiveRate.Value },
                    { "false_positive_rate_ci", best.Point.FalsePositiveRate.Interval },
                },
                Assumptions = ["Costs add and are the same for every row. The cheapest threshold is chosen on the same rows, so its cost is a little too low for new ones."],
                InPlainWords = Invariant($"With these prices a threshold of {best.Point.Threshold:G5} costs least. It saves {curve.CostOfFlaggingNothing - best.ExpectedCost:G4} a row against flagging nothing. The answer moves with the prices and with how rare positives are, so state both beside it."),
            };
        })
        { Examples = ["cost scored.csv --miss-cost 50 --prevalence 0.01"] };
    }

    private static StatsQuestion Conformal()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with the nonconformity scores of calibration rows." };
        var score = new Option<string>("--score") { Description = "The column with the scores.", DefaultValueFactory = _ => "score" };
        var alpha = StatsInputs.Number("--alpha", "The chance of a miss that is accepted.", 0.1);
        return new("conformal", "How strange may a row look before it is left out?", [file, score, alpha], parsed =>
        {
            var quantile = ConformalQuantile.Of(StatsColumns.Numbers(parsed.GetRequiredValue(file), parsed.GetValue(score)!), parsed.GetValue(alpha));
            return new()
            {
                Headline = double.IsInfinity(quantile.Value)
                    ? Invariant($"Nothing may be left out: {quantile.N:N0} calibration rows are too few for alpha = {quantile.Alpha:G3}.")
                    : Invariant($"Leave out rows that score above {quantile.Value:R}: the truth is left out with chance at most {quantile.Alpha:G3}."),
                Results = new CallResults { { "value", quantile.Value }, { "k", quantile.K }, { "n", quantile.N } },
                Assumptions = ["Calibration rows and new rows are exchangeable: no drift between them. The promise is on average over rows, not for each kind of row."],
                InPlainWords = "Keep every candidate whose score is at most the value. Over many rows like these, the true one is among those kept at least as often as promised, whatever the model and however wrong it is; a bad model only keeps more candidates.",
            };
        })
        { Examples = ["conformal calibration.csv --alpha 0.1"] };
    }

    private static StatsQuestion PassAt()
    {
        var (samples, passed, k) = (StatsInputs.Count("--samples", "How often the problem was tried."), StatsInputs.Count("--passed", "How many tries passed."), StatsInputs.Count("--k", "How many tries are allowed."));
        return new("pass-at-k", "If a problem is tried k times, does at least one try pass?", [samples, passed, k], parsed =>
        {
            var (n, c, tries) = (parsed.GetValue(samples), parsed.GetValue(passed), parsed.GetValue(k));
            var value = PassAtK.Of(n, c, tries);
            return new()
            {
                Headline = Invariant($"pass@{tries} = {value:P2} ({c:N0} of {n:N0} tries passed)"),
                Results = new CallResults { { "pass_at_k", value }, { "pass_at_1", (double)c / n }, { "pass_at_1_ci", Estimate.OfRate(c, n).Interval } },
                Assumptions = ["Unbiased (Chen et al. 2021) for independent tries at one problem. For a benchmark, average over problems: the problems are the sample, not the tries."],
                InPlainWords = Invariant($"Picking {tries} of the {n:N0} tries at random, at least one would pass {value:P1} of the time. Someone must be able to tell which one passed, or the number means nothing in use."),
            };
        })
        { Examples = ["pass-at-k --samples 200 --passed 13 --k 10"] };
    }
}
