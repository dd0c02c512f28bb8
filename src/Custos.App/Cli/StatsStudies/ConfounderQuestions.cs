using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Causal;
using Custos.Statistics.Regression;
using static System.FormattableString;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Which questions about effects among unlike groups, and about what they go through, can be asked of a file?</summary>
internal static class ConfounderQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Adjusted(), Mediated()];

    private static StatsQuestion Adjusted()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines, a row a unit, with columns treated (0 or 1), outcome, and the confounders." };
        var names = new Option<string[]>("--confounders") { Description = "The columns that go with treatment and outcome; numbers.", AllowMultipleArgumentsPerToken = true, Required = true };
        var confidence = StatsInputs.Confidence();
        return new("doubly-robust", "What did a treatment do that was not dealt out at random?", [file, names, confidence], parsed =>
        {
            var confounders = parsed.GetValue(names)!;
            var rows = Rows(parsed.GetValue(file)!, ["treated", "outcome", .. confounders]);
            var outcome = DoublyRobust.Fit(
                rows.Column(0), rows.Column(1), [.. confounders.Select((name, j) => new Predictor(name, rows.Column(j + 2)))], parsed.GetValue(confidence));
            var effect = (outcome as DoublyRobustOutcome.Estimated)?.Effect;
            var reason = (outcome as DoublyRobustOutcome.CannotTell)?.Reason ?? "";
            var balanced = effect is null || effect.LargestImbalanceAfter <= 0.1;
            return new()
            {
                Headline = effect is null ? $"Cannot tell. {reason}" : Invariant($"The effect is {effect.Augmented}; as it stands, unadjusted, {effect.Naive:G4}.") + (balanced ? "" : " The arms stay unlike after weighting: do not trust it."),
                Results = new CallResults
                {
                    { "effect_doubly_robust", effect?.Augmented.Value, reason },
                    { "interval", effect?.Augmented.Interval, reason },
                    { "effect_weighted", effect?.Weighted, reason },
                    { "difference_unadjusted", effect?.Naive, reason },
                    { "largest_imbalance_before", effect?.LargestImbalanceBefore, reason },
                    { "largest_imbalance_after", effect?.LargestImbalanceAfter, reason },
                    { "effective_n", effect?.EffectiveN, reason },
                    { "smallest_propensity", effect?.SmallestPropensity, reason },
                    { "largest_propensity", effect?.LargestPropensity, reason },
                    { "n", (long)rows.Length },
                },
                Assumptions =
                [
                    "These confounders are all there are: nothing unmeasured goes with both treatment and outcome. No test of the data can show that.",
                    "Augmented inverse-propensity weighting (Robins, Rotnitzky and Zhao 1994): right when either the logistic model of the treatment or the linear model of the outcome is. The imbalance after weighting tests the first; above 0.1 it does not hold.",
                    "Every kind of unit could have gone either way: propensities near 0 or 1 mean that the answer rests on a few units.",
                ],
                InPlainWords = effect is null
                    ? "These data hold no units that resemble each other and were treated differently, so whatever a method printed would come from its assumptions and not from the data."
                    : "Treated and untreated units differed to begin with. This is the difference that remains among units that resemble each other in the columns given; it is the treatment's doing only if no column is missing that matters. An interval that contains 0 is no proof that nothing happened.",
            };
        })
        { Examples = ["doubly-robust units.csv --confounders age tenure"] };
    }

    private static StatsQuestion Mediated()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines, a row a unit, with columns treatment, mediator and outcome." };
        var confidence = StatsInputs.Confidence();
        return new("mediation", "How much of an effect goes through a step in between?", [file, confidence], parsed =>
        {
            var rows = Rows(parsed.GetValue(file)!, ["treatment", "mediator", "outcome"]);
            var answer = LinearMediation.Fit(rows.Column(0), rows.Column(1), rows.Column(2), parsed.GetValue(confidence));
            var rho = answer.CancellingCorrelation;
            var isYesOrNo = rows.All(row => row[0] is 0 or 1 && row[1] is 0 or 1);
            var why = "Natural effects are for a treatment and a mediator that are 0 or 1.";
            NaturalEffects? natural = null;
            if (isYesOrNo) NaturalEffects.TryOf([.. rows.Select(row => row[0] == 1)], [.. rows.Select(row => row[1] == 1)], rows.Column(2), out natural, out why, parsed.GetValue(confidence));
            return new()
            {
                Headline = natural is { } effects ? Invariant($"Through the mediator (natural effects): {effects.NaturalIndirect}; past it: {effects.NaturalDirect}; in all: {effects.Total}.")
                    : Invariant($"Through the mediator: {answer.Indirect}; past it: {answer.Direct.Value:G4}; in all: {answer.Total.Value:G4}."),
                Results = new CallResults
                {
                    { "indirect", answer.Indirect.Value },
                    { "indirect_interval", answer.Indirect.Interval },
                    { "direct", answer.Direct.Value },
                    { "direct_interval", answer.Direct.Interval, "There are too few units." },
                    { "total", answer.Total.Value },
                    { "total_interval", answer.Total.Interval, "There are too few units." },
                    { "mediator_per_treatment", answer.A.Value },
                    { "outcome_per_mediator", answer.B.Value },
                    { "cancelling_correlation", rho, "The treatment tells the mediator or the outcome exactly." },
                    { "natural_indirect", natural?.NaturalIndirect.Value, why },
                    { "natural_indirect_interval", natural?.NaturalIndirect.Interval, why },
                    { "natural_direct", natural?.NaturalDirect.Value, why },
                    { "natural_direct_interval", natural?.NaturalDirect.Interval, why },
                    { "natural_total", natural?.Total.Value, why },
                    { "natural_total_interval", natural?.Total.Interval, why },
                    { "total_indirect", natural?.TotalIndirect.Value, why },
                    { "total_direct", natural?.TotalDirect.Value, why },
                    { "proportion_mediated", natural?.ProportionMediated, natural is null ? why : "The total is 0." },
                    { "n", answer.Indirect.N },
                },
                Assumptions =
                [
                    natural is null ? $"No natural effects. {why}" : "Natural effects (Pearl 2001) let treatment and mediator interact and take no form for granted; their intervals are by the delta method. The linear answer stands beside them.",
                    "Of the linear answer: both models are linear, and treatment and mediator do not interact (Baron and Kenny 1986); the interval of the product is by Monte Carlo (MacKinnon, Lockwood and Williams 2004).",
                    "Nothing unmeasured goes with mediator and outcome. A randomised treatment does not give that. The cancelling correlation says how strong it would have to be to explain all of it away (Imai, Keele and Yamamoto 2010).",
                ],
                InPlainWords = "The indirect part is what the treatment does by moving the mediator. "
                    + (rho is { } r ? Invariant($"Something unmeasured whose pushes on mediator and outcome correlate by {r:F2} would leave nothing of it: ask whether such a thing is likely before telling this story. ") : "")
                    + "An interval that contains 0 means that these data do not show a path through the mediator, not that there is none.",
            };
        })
        { Examples = ["mediation units.csv"] };
    }

    private static double[][] Rows(FileInfo file, IReadOnlyList<string> columns)
    {
        double[][] rows =
        [
            .. StatsColumns.Rows(file, columns, table => columns.Select((name, i) => StatsColumns.NumberOf(table, i, name)).ToArray())
                .Where(row => row.All(value => value is not null)).Select(row => row.Select(value => value!.Value).ToArray()),
        ];
        return rows.Length > 0 ? rows : throw new BadInputException("No row has all of its columns filled in.", "Fill them in.", file.ToString());
    }
}
