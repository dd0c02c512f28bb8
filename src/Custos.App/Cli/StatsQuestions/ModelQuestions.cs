using System.CommandLine;
using System.Text.Json;
using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Means;
using Custos.Statistics.Preferences;
using Custos.Statistics.Scores;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about models beside each other, and about what a model or a trainer says, can be asked of a file?</summary>
internal static class ModelQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [CompareAuc(), Shap(), PreferenceLoss()];

    private static StatsQuestion CompareAuc()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with the scores of two classifiers and a label (1, 0, or empty for unknown) per row." };
        var (first, second) = (new Option<string>("--first") { Description = "The column of the first's scores.", Required = true }, new Option<string>("--second") { Description = "The column of the second's scores.", Required = true });
        var label = new Option<string>("--label") { Description = "The column with the labels.", DefaultValueFactory = _ => "label" };
        var confidence = StatsInputs.Confidence();
        return new("compare-auc", "Which of two classifiers ranks the same rows better (DeLong)?", [file, first, second, label, confidence], parsed =>
        {
            var (a, b, l) = (parsed.GetValue(first)!, parsed.GetValue(second)!, parsed.GetValue(label)!);
            var rows = StatsColumns.Rows(parsed.GetValue(file)!, [a, b, l], table => (A: StatsColumns.NumberOf(table, 0, a), B: StatsColumns.NumberOf(table, 1, b), Label: Text.Tables.LabelCell.Read(table, 2, l)))
                .Where(row => row is { A: not null, B: not null, Label: >= 0 }).ToList();
            if (rows.Select(row => row.Label).Distinct().Count() < 2) throw new BadInputException("The rows that have both scores have not both labels.", "Label rows of both classes.", parsed.GetValue(file)!.ToString());
            var compared = PairedRocAreas.Compare([.. rows.Select(row => row.A!.Value)], [.. rows.Select(row => row.B!.Value)], [.. rows.Select(row => row.Label)], parsed.GetValue(confidence));
            const string none = "A class has one row, or both rank the rows alike.";
            return new()
            {
                Headline = Invariant($"First − second: {compared.Difference?.ToString() ?? "cannot tell"}, p = {compared.P?.ToString("G3", System.Globalization.CultureInfo.InvariantCulture) ?? "cannot tell"}; AUROC {compared.First.Estimate.Value:F4} and {compared.Second.Estimate.Value:F4}."),
                Results = new CallResults
                {
                    { "auroc_first", compared.First.Estimate.Value },
                    { "auroc_first_ci", compared.First.Estimate.Interval },
                    { "auroc_second", compared.Second.Estimate.Value },
                    { "auroc_second_ci", compared.Second.Estimate.Interval },
                    { "difference", compared.Difference?.Value, none },
                    { "interval", compared.Difference?.Interval, none },
                    { "se", compared.StandardError, none },
                    { "p", compared.P, none },
                    { "correlation_of_areas", compared.Correlation, none },
                    { "n", (long)rows.Count },
                },
                Assumptions =
                [
                    MixCheck.Paired,
                    "DeLong, DeLong and Clarke-Pearson 1988: both scored the same rows, rows are independent, and each class has some dozens of rows.",
                    "Neither was fitted or chosen on these rows.",
                ],
                InPlainWords = "Because both scored the same rows, easy and hard rows cancel, and a smaller difference can be told than from two intervals side by side; overlapping intervals do not mean that there is no difference. A better ranking need not be better at the one threshold that you will use.",
            };
        })
        { Examples = ["compare-auc scored.csv --first old --second new --label hate"] };
    }

    private static StatsQuestion Shap()
    {
        var file = new Argument<FileInfo>("file") { Description = "JSON: coefficients, intercept, background_mean and x; or tree, x and, if wanted, background, as custos stats call takes them." };
        return new("shap", "Which feature moved a linear or a tree model's score?", [file], parsed =>
        {
            var path = parsed.GetValue(file)!;
            using var document = Read(path);
            var inputs = new CallInputs(document.RootElement, path.ToString());
            var isTree = inputs.Has("tree");
            var results = StatisticsCalls.Find(isTree ? "interpret.tree_shap" : "interpret.linear_shap").Answer(inputs);
            return new()
            {
                Headline = isTree ? "The base and the contributions add up to the tree's prediction, for both forms." : "The base and the contributions add up to the model's score.",
                Results = results,
                Assumptions =
                [
                    isTree
                        ? "Shapley values (Lundberg et al. 2020): path-dependent, weighing branches by the rows that came there in training; interventional, against the background rows, if given."
                        : "Shapley values of a linear model with independent features (Lundberg and Lee 2017).",
                    "They say what moved the model's score, not what causes the outcome. Features that go together share the credit in a way that no data settle.",
                ],
                InPlainWords = "Each contribution is how much that feature moved this score away from the average one; together they make up the whole gap exactly. It explains the model, not the world: changing the feature in reality need not change what happens.",
            };
        })
        { Examples = ["shap model.json"] };
    }

    private static JsonDocument Read(FileInfo file)
    {
        try
        {
            using var stream = file.OpenRead();
            return JsonDocument.Parse(stream);
        }
        catch (JsonException bad)
        {
            throw new BadInputException("The file is not JSON.", "Give one JSON object.", file.ToString(), innerException: bad);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException("The file cannot be read.", "Name a file that exists and that you may read.", file.ToString(), innerException: failed);
        }
    }

    private static StatsQuestion PreferenceLoss()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table, a row a pair, with the summed log-probabilities policy_chosen, policy_rejected, ref_chosen and ref_rejected, and for IPO chosen_tokens and rejected_tokens." };
        var beta = StatsInputs.Number("--beta", "The strength of the tie to the reference.", 0.1);
        var smoothing = StatsInputs.Number("--label-smoothing", "The share of labels taken to be flipped.", 0);
        return new("preference-loss", "Which losses (DPO, IPO) should a trainer report for these pairs?", [file, beta, smoothing], parsed =>
        {
            string[] columns = ["policy_chosen", "policy_rejected", "ref_chosen", "ref_rejected"];
            var losses = StatsColumns.Rows(
                parsed.GetValue(file)!,
                columns,
                table =>
                {
                    double At(int column) => StatsColumns.NumberOf(table, column, columns[column]) ?? throw new BadInputException($"The cell in column \"{columns[column]}\" is empty.", "Fill it in, or leave the row out.", table.Place);
                    return PairLosses.Of(
                        new AnswerLogProbability(At(0), At(2), StatsColumns.NumberOf(table, 4, "chosen_tokens") ?? 1),
                        new AnswerLogProbability(At(1), At(3), StatsColumns.NumberOf(table, 5, "rejected_tokens") ?? 1),
                        parsed.GetValue(beta),
                        parsed.GetValue(smoothing));
                },
                "chosen_tokens",
                "rejected_tokens");
            Estimate Mean(Func<PairLosses, double> loss) => Moments.Of([.. losses.Select(loss)]).MeanEstimate();
            var accuracy = Estimate.OfRate(losses.Count(pair => pair.PrefersChosen == true), losses.Count);
            return new()
            {
                Headline = Invariant($"DPO loss {Mean(pair => pair.Sigmoid)}; the implicit reward ranks {accuracy} of the pairs as labelled."),
                Results = new CallResults
                {
                    { "dpo", Mean(pair => pair.Sigmoid).Value },
                    { "dpo_interval", Mean(pair => pair.Sigmoid).Interval },
                    { "dpo_label_smoothed", Mean(pair => pair.SigmoidSmoothed).Value },
                    { "dpo_robust", Mean(pair => pair.Robust).Value },
                    { "ipo", Mean(pair => pair.Ipo).Value },
                    { "dpo_per_token", Mean(pair => pair.SigmoidPerToken).Value },
                    { "reward_accuracy", accuracy.Value },
                    { "reward_accuracy_interval", accuracy.Interval },
                    { "pairs", (long)losses.Count },
                },
                Assumptions = ["DPO of Rafailov et al. 2023, IPO of Azar et al. 2023 on the mean per token, robust of Chowdhury et al. 2024. Without token columns, lengths count as 1.", "Intervals take the pairs to be independent."],
                InPlainWords = "These are the losses of the rows as exported. If a trainer reports another number for the same rows and the same beta, log-probabilities, lengths or the reference differ between the two. The accuracy says how often the model's own ranking agrees with the label, not how good its answers are.",
            };
        })
        { Examples = ["preference-loss pairs.csv --beta 0.1"] };
    }
}
