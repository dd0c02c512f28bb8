using System.CommandLine;
using Custos.Records;
using Custos.Statistics.Calibration;
using Custos.Statistics.Calls;
using Custos.Statistics.Counts;
using Custos.Statistics.Rates;
using Custos.Text.Tables;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about rates seen through a model, strata or another prevalence can be asked on the command line?</summary>
internal static class AdjustedRateQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [PredictionPowered(), Stratified(), CompareStrata(), Shifted()];

    private static StatsQuestion PredictionPowered()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with a prediction per row, and a label where a person gave one (else empty)." };
        var label = new Option<string>("--label") { Description = "The column with the labels.", DefaultValueFactory = _ => "label" };
        var prediction = new Option<string>("--prediction") { Description = "The column with the predictions.", DefaultValueFactory = _ => "prediction" };
        var confidence = StatsInputs.Confidence();
        return new("prediction-powered", "What is the rate, from few labels and a model's opinion of many rows?", [file, label, prediction, confidence], parsed =>
        {
            var (l, p) = (parsed.GetValue(label)!, parsed.GetValue(prediction)!);
            var rows = StatsColumns.Rows(parsed.GetValue(file)!, [p, l], table => (Prediction: StatsColumns.NumberOf(table, 0, p), Label: StatsColumns.NumberOf(table, 1, l)))
                .Where(row => row.Prediction is not null).ToList();
            var (known, others) = (rows.Where(row => row.Label is not null).ToList(), rows.Where(row => row.Label is null).ToList());
            if (known.Count < 2 || others.Count < 2) throw new BadInputException($"{known.Count} rows have a label and {others.Count} have none.", "Give at least two of each.", parsed.GetValue(file)!.ToString());
            var answer = PredictionPoweredMean.Of([.. known.Select(row => row.Label!.Value)], [.. known.Select(row => row.Prediction!.Value)], [.. others.Select(row => row.Prediction!.Value)], parsed.GetValue(confidence));
            return new()
            {
                Headline = Invariant($"{answer.Estimate} with the predictions, {answer.LabelsOnly} from the labels alone."),
                Results = new CallResults
                {
                    { "estimate", answer.Estimate.Value },
                    { "interval", answer.Estimate.Interval },
                    { "se", answer.StandardError },
                    { "labels_only", answer.LabelsOnly.Value },
                    { "labels_only_interval", answer.LabelsOnly.Interval },
                    { "correction_of_the_model", answer.Correction },
                    { "labelled", (long)known.Count },
                    { "unlabelled", (long)others.Count },
                },
                Assumptions =
                [
                    "Prediction-powered inference (Angelopoulos et al. 2023), normal interval.",
                    "The labelled rows were drawn at random from the same rows as the others, and the model was not fitted on them. Rows labelled because of their score bend the answer.",
                ],
                InPlainWords = "The model's mean over the many rows is corrected by how far it was off on the rows that people labelled. If the model is good the interval is narrower than from the labels alone; if it is bad, the interval is wider but still honest.",
            };
        })
        { Examples = ["prediction-powered rows.csv --label harmful --prediction score"] };
    }

    private static StatsQuestion Stratified()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table, a row a stratum, with columns population, sampled and successes." };
        var confidence = StatsInputs.Confidence();
        return new("stratified-rate", "What is the rate of a population that was sampled unevenly?", [file, confidence], parsed =>
        {
            string[] columns = ["population", "sampled", "successes"];
            var strata = StatsColumns.Rows(parsed.GetValue(file)!, columns, table => new Stratum(CountOf(table, 0, columns), CountOf(table, 1, columns), CountOf(table, 2, columns)));
            var answer = StratifiedProportion.Of(strata);
            var estimate = answer.ToEstimate(parsed.GetValue(confidence));
            const string single = "A stratum that is not sampled whole has one draw only, or no stratum shows any variation: bound each stratum with custos stats upper-bound.";
            return new()
            {
                Headline = Invariant($"{estimate?.ToString() ?? Invariant($"{answer.Rate:P3} [cannot tell]")} of the population; the pooled sample alone says {answer.Unadjusted:P3}."),
                Results = new CallResults
                {
                    { "rate", answer.Rate },
                    { "interval", estimate?.Interval, single },
                    { "se", answer.StandardError, single },
                    { "total", answer.Total },
                    { "unadjusted", answer.Unadjusted },
                    { "design_effect", answer.DesignEffect, single },
                    { "n", answer.N },
                },
                Assumptions = ["Within each stratum a simple random sample without replacement (Cochran 1977, sections 5.3 to 5.6); normal interval, cut to [0, 1]. With very few successes it is too narrow.", "The sizes of the strata are known."],
                InPlainWords = "Strata that were looked at more closely count for no more than their share of the population. The pooled rate is the rate of the sample, not of the traffic.",
            };
        })
        { Examples = ["stratified-rate strata.csv"] };
    }

    private static long CountOf(Table table, int column, string[] columns) =>
        StatsColumns.NumberOf(table, column, columns[column]) is { } value && value == Math.Floor(value) && value is >= 0 and <= 1e15
            ? (long)value
            : throw new BadInputException($"A cell in column \"{columns[column]}\" is not a whole number of at least 0.", "Give counts.", table.Place);

    private static StatsQuestion CompareStrata()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table, a row a stratum, with columns x1, n1, x2 and n2 (successes and trials of both groups)." };
        var confidence = StatsInputs.Confidence();
        return new("compare-strata", "Do two groups differ once every stratum is compared within itself (Cochran–Mantel–Haenszel)?", [file, confidence], parsed =>
        {
            string[] columns = ["x1", "n1", "x2", "n2"];
            var tables = StatsColumns.Rows(parsed.GetValue(file)!, columns, table =>
            {
                var counts = columns.Select((_, i) => CountOf(table, i, columns)).ToArray();
                return counts[0] <= counts[1] && counts[2] <= counts[3]
                    ? new TwoByTwo(counts[0], counts[1] - counts[0], counts[2], counts[3] - counts[2])
                    : throw new BadInputException("There are more successes than trials.", "Give successes of at most the trials.", table.Place);
            });
            var test = MantelHaenszel.Test(tables, parsed.GetValue(confidence));
            var mix = tables.Sum(table => table.Row1) == 0 || tables.Sum(table => table.Row2) == 0 ? null
                : Statistics.Experiments.StratifiedComparison.Of([.. tables.Select((table, i) => Statistics.Experiments.Stratum.OfRates(RateCounts.NameOf(i), table.A, table.Row1, table.C, table.Row2))], parsed.GetValue(confidence));
            const string lacking = "No stratum holds both products of the odds.", still = "No stratum can vary.";
            return new StatsAnswer
            {
                Headline = Invariant($"Common odds ratio {test.CommonOddsRatio?.ToString() ?? "cannot tell"}; pooled, unadjusted, {(test.PooledOddsRatio is { } pooled ? Invariant($"{pooled:G4}") : "cannot tell")}."),
                Results = new CallResults
                {
                    { "common_odds_ratio", test.CommonOddsRatio?.Value, lacking },
                    { "interval", test.CommonOddsRatio?.Interval, lacking },
                    { "pooled_odds_ratio", test.PooledOddsRatio, "The pooled table has empty cells on both diagonals." },
                    { "p", test.P, still },
                    { "p_corrected", test.PCorrected, still },
                    { "strata", (long)tables.Count },
                },
                Assumptions = ["Mantel and Haenszel 1959, interval of Robins, Breslow and Greenland 1986: one odds ratio in every stratum. Effects of opposite sign cancel, and the test is blind to them.", "Trials are independent."],
                InPlainWords = "Comparing within each stratum keeps a difference of mixes from looking like a difference of groups. Where the common and the pooled ratio disagree, the mixes differ: decide by the common one.",
            }.With(mix, "first", "second");
        })
        { Examples = ["compare-strata strata.csv"] };
    }

    private static StatsQuestion Shifted()
    {
        var probability = StatsInputs.Number("--probability", "What the model says.");
        var (train, live) = (StatsInputs.Number("--train-prevalence", "The share of positives it was trained on."), StatsInputs.Number("--live-prevalence", "The share of positives where it runs."));
        return new("prior-shift", "What is a probability worth where positives are rarer than in training?", [probability, train, live], parsed =>
        {
            var corrected = PriorShift.Correct(parsed.GetValue(probability), parsed.GetValue(train), parsed.GetValue(live));
            return new()
            {
                Headline = Invariant($"{parsed.GetValue(probability):P2} in training is {corrected:P3} live."),
                Results = new CallResults { { "p_live", corrected }, { "p_train", parsed.GetValue(probability) } },
                Assumptions = ["Only the share of positives changed, not what positives and negatives look like; the probability was calibrated in training (Saerens, Latinne and Decaestecker 2002)."],
                InPlainWords = "A model trained where harm is frequent overstates it where harm is rare. The order of rows stays as it is; only the numbers shrink.",
            };
        })
        { Examples = ["prior-shift --probability 0.8 --train-prevalence 0.5 --live-prevalence 0.001"] };
    }
}
