using System.CommandLine;
using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Preferences;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about judges and reward models can be asked of a file of pairs?</summary>
internal static class RewardQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Position(), Reward()];

    private static StatsQuestion Position()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table, a row a pair that was judged in both orders, with columns order1 and order2: 1 where the answer shown first won, else 0." };
        return new("position-bias", "Does a judge prefer an answer for where it stands?", [file], parsed =>
        {
            var rows = StatsColumns.Rows(parsed.GetValue(file)!, ["order1", "order2"], table => (First: Text.Tables.LabelCell.Read(table, 0, "order1"), Second: Text.Tables.LabelCell.Read(table, 1, "order2")))
                .Where(row => row is { First: >= 0, Second: >= 0 }).ToList();
            if (rows.Count == 0) throw new BadInputException("No pair was judged in both orders.", "Fill in order1 and order2.", parsed.GetValue(file)!.ToString());
            var bias = PositionBias.Of([.. rows.Select(row => row.First)], [.. rows.Select(row => row.Second)]);
            return new()
            {
                Headline = Invariant($"The first place wins {bias.FirstPositionRate}; {bias.ConsistencyRate} of the pairs have one winner in both orders; p = {bias.P:G3} for no preference of a place."),
                Results = new CallResults
                {
                    { "first_position_rate", bias.FirstPositionRate.Value },
                    { "first_position_rate_interval", bias.FirstPositionRate.Interval },
                    { "consistency_rate", bias.ConsistencyRate.Value },
                    { "consistency_rate_interval", bias.ConsistencyRate.Interval },
                    { "consistent", bias.Consistent },
                    { "first_place_twice", bias.FirstTwice },
                    { "second_place_twice", bias.SecondTwice },
                    { "p", bias.P },
                    { "pairs", (long)rows.Count },
                },
                Assumptions = ["Pairs are independent of each other. The p-value is the exact sign test of the pairs whose winner changed with the order."],
                InPlainWords = "A judge without a taste for a place gives the first place half of the verdicts. Inconsistency without such a taste (as many pairs won twice by the second place as by the first) is noise: the judge cannot tell these answers apart. Judging both orders and counting a change as a tie takes the bias out of a win rate.",
            };
        })
        { Examples = ["position-bias judged.csv"] };
    }

    private static StatsQuestion Reward()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table, a row a pair, with the rewards in columns chosen and rejected and, if wanted, a margin." };
        return new("reward-loss", "How well does a reward model rank the answers that people preferred?", [file], parsed =>
        {
            var rows = StatsColumns.Rows(
                parsed.GetValue(file)!,
                ["chosen", "rejected"],
                table => (Chosen: StatsColumns.NumberOf(table, 0, "chosen"), Rejected: StatsColumns.NumberOf(table, 1, "rejected"), Margin: StatsColumns.NumberOf(table, 2, "margin") ?? 0),
                "margin").Where(row => row is { Chosen: not null, Rejected: not null }).ToList();
            if (rows.Count == 0) throw new BadInputException("No pair has both rewards.", "Fill in chosen and rejected.", parsed.GetValue(file)!.ToString());
            var loss = RewardLoss.Of([.. rows.Select(row => row.Chosen!.Value)], [.. rows.Select(row => row.Rejected!.Value)], [.. rows.Select(row => row.Margin)]);
            return new()
            {
                Headline = Invariant($"Ranked as people did: {loss.Accuracy}; loss {loss.Loss:G5}, with margins {loss.LossWithMargin:G5}."),
                Results = new CallResults
                {
                    { "accuracy", loss.Accuracy.Value },
                    { "accuracy_interval", loss.Accuracy.Interval },
                    { "loss", loss.Loss },
                    { "loss_with_margin", loss.LossWithMargin },
                    { "pairs", (long)rows.Count },
                },
                Assumptions = ["Mean of −ln σ(chosen − rejected), natural logarithm (Ouyang et al. 2022); margins are taken off first (Touvron et al. 2023). Equal rewards count as not ranked. The interval takes the pairs to be independent."],
                InPlainWords = "A loss of 0.693 is what a model that knows nothing gets. The accuracy is the share of these pairs only; where people themselves disagree it cannot reach 100 %, and a model can rank pairs well and still reward what nobody wants when it is trained against.",
            };
        })
        { Examples = ["reward-loss pairs.csv"] };
    }
}
