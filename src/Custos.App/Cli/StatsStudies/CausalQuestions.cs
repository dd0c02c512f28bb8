using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Charts;
using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Causal;
using Custos.Statistics.Experiments;
using Custos.Statistics.TimeSeries;
using static System.FormattableString;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Which questions about causes can be asked of a file?</summary>
internal static class CausalQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Simpson(), Did(), Synthetic(), Impact()];

    private static StatsQuestion Simpson()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines with columns stratum, arm (two arms) and either successes and total, or outcome (0 or 1)." };
        var confidence = StatsInputs.Confidence();
        return new("simpson", "Do two arms differ, or only the mix of strata that they saw?", [file, confidence], parsed =>
        {
            var level = parsed.GetValue(confidence);
            var (strata, a, b) = StrataOf(parsed.GetValue(file)!);
            var answer = StratifiedComparison.Of(strata, level);
            var adjusted = answer.Adjusted is { } estimate ? Invariant($"{estimate.Value:+0.0000;-0.0000} [{estimate.Interval.Lower:+0.0000;-0.0000}, {estimate.Interval.Upper:+0.0000;-0.0000}]") : "cannot tell";
            const string lacking = "An arm has no unit, or only one, in some stratum.";
            return new()
            {
                Headline = Invariant($"{a} − {b}: {answer.AggregateDifference:+0.0000;-0.0000} as it stands, {adjusted} at one mix; {(answer.Reversal ? "every stratum points the other way than the total (Simpson's paradox)" : answer.Misleads ? "the mix decides, not the arms" : "the mix does not mislead")}."),
                Results = new CallResults
                {
                    { "difference_unadjusted", answer.AggregateDifference },
                    { "difference_adjusted", answer.Adjusted?.Value, lacking },
                    { "interval_adjusted", answer.Adjusted?.Interval, lacking },
                    { "reversal", answer.Reversal },
                    { "due_to_mix", answer.MixEffect, lacking },
                    { "due_to_strata", answer.WithinEffect, lacking },
                    { "p_same_mix", answer.MixP, "There is one stratum." },
                    { "strata", answer.Strata.Select(stratum => stratum.Name) },
                    { "difference_by_stratum", [.. answer.Strata.Select(stratum => stratum.Difference)], lacking },
                    { "n", answer.N },
                },
                Assumptions =
                [
                    "The adjusted difference weighs each stratum by its share of both arms together (post-stratification); its interval is normal.",
                    "The strata were settled before the arms were: a stratum that the treatment itself moves must not be adjusted for.",
                ],
                InPlainWords = answer.Reversal
                    ? $"Inside every stratum {(answer.AggregateDifference < 0 ? a : b)} does better, yet over all it does worse, because the two met different mixes of strata. Decide by the adjusted difference, not by the total."
                        + (answer.Adjusted?.Interval.Contains(0) == true ? " Its interval contains 0, though: these data do not settle which is better." : "")
                    : "Part of a difference between totals can come from which cases each arm met. The adjusted difference is what remains if both had met the same mix; if it is close to the plain one, the mix is not the reason.",
            };
        })
        { Examples = ["simpson file.csv"] };
    }

    private static (IReadOnlyList<Stratum> Strata, string A, string B) StrataOf(FileInfo file)
    {
        var rows = StatsColumns.Rows(
            file,
            ["stratum", "arm"],
            table => (
                Stratum: table[0].GetString(),
                Arm: table[1].GetString(),
                Outcome: StatsColumns.NumberOf(table, 2, "outcome"),
                Successes: StatsColumns.NumberOf(table, 3, "successes"),
                Total: StatsColumns.NumberOf(table, 4, "total")),
            "outcome",
            "successes",
            "total");
        string[] arms = [.. rows.Select(row => row.Arm).Distinct()];
        if (arms.Length != 2) throw new BadInputException($"Column \"arm\" has {arms.Length} different values.", "Give a file with two arms.", file.ToString());
        if (rows.Any(row => row is { Outcome: null } and ({ Successes: null } or { Total: null }))) throw new BadInputException("A row has neither an outcome nor successes and total.", "Fill in one of them.", file.ToString());
        return ([.. rows.GroupBy(row => row.Stratum).Select(group => Stratum.OfRates(group.Key, Sum(group, arms[0]).Item1, Sum(group, arms[0]).Item2, Sum(group, arms[1]).Item1, Sum(group, arms[1]).Item2))], arms[0], arms[1]);

        static (long, long) Sum(IEnumerable<(string Stratum, string Arm, double? Outcome, double? Successes, double? Total)> group, string arm)
        {
            var mine = group.Where(row => row.Arm == arm).ToArray();
            return (mine.Sum(row => (long)(row.Outcome ?? row.Successes!.Value)), mine.Sum(row => row.Outcome is null ? (long)row.Total!.Value : 1));
        }
    }

    private static StatsQuestion Did()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines with columns unit, time, treated (0 or 1) and value." };
        var from = StatsInputs.Number("--from", "The first time after the treatment began.");
        var confidence = StatsInputs.Confidence();
        return new("did", "By how much did the treated change more than the untreated? Difference in differences.", [file, from, confidence], parsed =>
        {
            var start = parsed.GetValue(from);
            var fit = DifferenceInDifferences.Fit(
            [
                .. PanelFile.Read(parsed.GetValue(file)!, "treated").Select(row => new PanelRow(row.UnitIndex, row.Extra == 1, row.Time >= start, row.Value, row.Time)),
            ], parsed.GetValue(confidence));
            var effect = fit.EffectClustered ?? fit.Effect;
            const string few = "There are too few measurements, or times before the treatment, to judge it by.";
            return new()
            {
                Headline = Invariant($"The effect is {effect.Value:G4} {effect.Interval?.ToString() ?? "[cannot tell]"}, {fit.Units} units, {fit.N} measurements (errors clustered by unit)."),
                Results = new CallResults
                {
                    { "effect", effect.Value },
                    { "interval", effect.Interval, few },
                    { "p", effect.P, few },
                    { "se_clustered", fit.EffectClustered?.StandardError, few },
                    { "se_classical", fit.Effect.StandardError, few },
                    { "slope_difference_before", fit.Trends?.Value, fit.TrendsAbsentBecause ?? few },
                    { "slope_difference_before_interval", fit.Trends?.Interval, fit.TrendsAbsentBecause ?? few },
                    { "slope_difference_before_p", fit.Trends?.P, fit.TrendsAbsentBecause ?? few },
                    { "n", fit.N },
                },
                Assumptions =
                [
                    "Without the treatment both would have gone on in parallel. The slope difference before is the test of that; a wide interval there means that it was not really tested.",
                    "Every unit is compared with itself, so a mix of units that stays the same cannot mislead: units that come or go during the study change it, and should be left out.",
                    "Units are independent of each other, and there are enough of them (some thirty) for clustered errors to be right.",
                ],
                InPlainWords = Invariant($"After the treatment began, treated units changed by {effect.Value:G3} more than untreated ones. ")
                    + "That is the treatment's doing only if nothing else came to one group and not the other at that time. An interval that contains 0 is no proof that nothing happened; look how large an effect it still allows.",
            };
        })
        { Examples = ["did panel.csv --from 7"] };
    }

    private static StatsQuestion Synthetic()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines with columns unit, time and value; every unit at every time." };
        var treated = new Option<string>("--treated") { Description = "The unit that was treated.", Required = true };
        var from = StatsInputs.Number("--from", "The first time after the treatment began.");
        return new("synthetic-control", "What would the treated unit have done? A mixture of untreated ones tells.", [file, treated, from], parsed =>
        {
            var (units, times) = PanelFile.Units(parsed.GetValue(file)!, parsed.GetValue(from));
            var name = parsed.GetValue(treated)!;
            var unit = units.FirstOrDefault(one => one.Name == name) ?? throw new BadInputException("No unit has that name.", "Name a unit of the file.", "--treated", isUsage: true);
            PanelUnit[] donors = [.. units.Where(one => one.Name != name)];
            var study = SyntheticControl.Study(unit, donors);
            var fit = study.Treated;
            var gap = fit.GapAfter.Count == 0 ? (double?)null : fit.GapAfter.Average();
            const string none = "There are no times after, too few donors, or the fit before is exact.";
            return new()
            {
                Headline = Invariant($"The mean gap after is {(gap is { } g ? g.ToString("G4", System.Globalization.CultureInfo.InvariantCulture) : "unknown")}, {donors.Length} donors, placebo p = {(study.P is { } p ? p.ToString("G3", System.Globalization.CultureInfo.InvariantCulture) : "cannot tell")}{(fit.FitsPoorly ? "; it fits poorly before, so do not trust it" : "")}."),
                Results = new CallResults
                {
                    { "mean_gap_after", gap, none },
                    { "gap_after", fit.GapAfter },
                    { "p_placebo_in_space", study.P, none },
                    { "error_before", fit.ErrorBefore },
                    { "error_after", fit.ErrorAfter },
                    { "fits_poorly", fit.FitsPoorly },
                    { "placebo_in_time_mean_gap", study.PlaceboInTime?.GapAfter.Average(), "There are fewer than four times before." },
                    { "donors", donors.Select(donor => donor.Name) },
                    { "weights", fit.Weights },
                },
                Assumptions =
                [
                    "The donors did not feel the treatment, and the treated unit lies among them: weights are at least 0 and sum to 1 (Abadie, Diamond and Hainmueller 2010).",
                    Invariant($"The p-value ranks the treated unit among {donors.Length} placebos; it cannot be below {1.0 / (donors.Length + 1):G2}."),
                ],
                InPlainWords = "The gap is how far the treated unit went from a mixture of untreated units that had moved like it before. If pretending that untreated units were treated gives gaps as large, or if there was a gap before the treatment, the gap is no evidence of an effect.",
                Picture = () => Draw(unit, fit, times),
            };
        })
        { Examples = ["synthetic-control panel.csv --treated california --from 1989 --svg gap.svg"] };
    }

    private static string Draw(PanelUnit unit, SyntheticFit fit, IReadOnlyList<double> times) => SvgWriter.Write(new Chart
    {
        Title = "The treated unit and its synthetic control",
        Description = "Two lines over time: the treated unit, and the mixture of untreated units that resembled it before the treatment.",
        X = new Axis { Label = "Time" },
        Y = new Axis { Label = "Value" },
        Series =
        [
            new Series.Line(unit.Name, [.. unit.Before.Concat(unit.After).Select((value, t) => new Point(times[t], value))]),
            new Series.Line("synthetic", [.. fit.FitBefore.Concat(fit.FitAfter).Select((value, t) => new Point(times[t], value))]),
            new Series.Rule("treatment", times[unit.Before.Count], RuleDirection.Vertical),
        ],
    });

    private static StatsQuestion Impact()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines, a row a time in order, with columns time and value." };
        var from = StatsInputs.Number("--from", "The first time after the intervention.");
        var beside = new Option<string[]>("--beside") { Description = "Columns with series that the intervention did not touch.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var confidence = StatsInputs.Confidence();
        return new("causal-impact", "By how much did a series leave the path that its past foretold?", [file, from, beside, confidence], parsed =>
        {
            var columns = parsed.GetValue(beside)!;
            var rows = StatsColumns.Rows(parsed.GetValue(file)!, ["time", "value", .. columns], table =>
                Enumerable.Range(0, 2 + columns.Length).Select(column => StatsColumns.NumberOf(table, column, column < 2 ? "time or value" : columns[column - 2])
                    ?? throw new BadInputException("A cell is empty.", "Fill it in, or leave the row out.", table.Place)).ToArray());
            var start = parsed.GetValue(from);
            double[][] before = [.. rows.Where(row => row[0] < start)], after = [.. rows.Where(row => row[0] >= start)];
            var impact = CausalImpact.Measure(
                [.. before.Select(row => row[1])],
                [.. after.Select(row => row[1])],
                [.. columns.Select((_, j) => before.Select(row => row[j + 2]).ToArray())],
                [.. columns.Select((_, j) => after.Select(row => row[j + 2]).ToArray())],
                parsed.GetValue(confidence));
            return new()
            {
                Headline = Invariant($"The mean effect is {impact.Average}, two-sided p = {impact.P:G3}."),
                Results = new CallResults
                {
                    { "average_effect", impact.Average.Value },
                    { "average_interval", impact.Average.Interval },
                    { "cumulative_effect", impact.Cumulative.Value },
                    { "cumulative_interval", impact.Cumulative.Interval },
                    { "p_two_sided", impact.P },
                    { "p_placebo_in_time", impact.PlaceboP, "There is too little time before for a placebo." },
                    { "expected", impact.Expected.Select(expected => expected.Value) },
                    { "n_before", impact.NBefore },
                },
                Assumptions =
                [
                    "A level that wanders plus a straight dependence on the series beside it, both as before the intervention.",
                    "What the series is made of stayed the same: a shift in the mix of users or topics moves a total or a mean though nothing moved within any of them; custos stats simpson on before and after checks.",
                    "Nothing else happened at that time, and the series beside it did not feel the intervention. The placebo in time is the test of the method: it should find nothing.",
                ],
                InPlainWords = Invariant($"After the intervention the series ran {impact.Average.Value:G3} a time {(impact.Average.Value < 0 ? "below" : "above")} what its past foretold. ")
                    + "The p-value is how often chance alone would take it as far either way; it is not the chance that there was no effect. A wide interval means that the past was too short or too noisy to tell.",
                Picture = () => DrawImpact(impact, rows, before.Length),
            };
        })
        { Examples = ["causal-impact series.csv --from 80 --beside control --svg impact.svg"] };
    }

    private static string DrawImpact(CausalImpact impact, List<double[]> rows, int before) => SvgWriter.Write(new Chart
    {
        Title = "What was seen, and what the past foretold",
        Description = "A line of the values seen and, after the intervention, a line of what was foretold with its band.",
        X = new Axis { Label = "Time" },
        Y = new Axis { Label = "Value" },
        Series =
        [
            new Series.Line("seen", [.. rows.Select(row => new Point(row[0], row[1]))]),
            new Series.Line("foretold", [.. impact.Expected.Select((expected, t) => new Point(rows[before + t][0], expected.Value))])
            {
                Band = [.. impact.Expected.Select((expected, t) => new Band(rows[before + t][0], expected.Interval.Lower, expected.Interval.Upper))],
            },
            new Series.Rule("intervention", rows[before][0], RuleDirection.Vertical),
        ],
    });
}
