using Custos.Statistics.Counts;
using Custos.Statistics.Experiments;

namespace Custos.Store.Report.Comparing;

/// <summary>In what does a report differ from the same report asked otherwise? Both answers side by side, with the test of their kind.</summary>
/// <remarks>
/// A row <c>all</c> holds all rows together, where they add up. Of rates and means of several rows two more tell whether the rows differ or only
/// their mix: <c>same mix</c> is the difference if both had seen the pooled mix, <c>mix alone</c> the part that the mix makes (Kitagawa 1955),
/// with the p-value of "both saw the same mix". The p-values of the rows are adjusted for their number by Holm's method.
/// </remarks>
internal static class ReportComparison
{
    private static readonly ReportColumn[] Figures =
    [
        .. from side in (string[])["", "other_"]
           from column in (ReportColumn[])[new("n", ReportType.Integer), new("value", ReportType.Number), new("value_lower95", ReportType.Number), new("value_upper95", ReportType.Number)]
           select column with { Name = side + column.Name },
        new("difference", ReportType.Number),
        new("difference_lower95", ReportType.Number),
        new("difference_upper95", ReportType.Number),
        new("p", ReportType.Number),
        new("p_adjusted", ReportType.Number),
        new("finding", ReportType.Text),
    ];

    /// <param name="measure">What is compared.</param>
    /// <param name="keys">The columns that make rows belong together.</param>
    /// <param name="first">The answer that was asked for.</param>
    /// <param name="second">What it is compared with.</param>
    public static ReportTable Of(ReportMeasure measure, IReadOnlyList<string> keys, ReportTable first, ReportTable second)
    {
        var (these, others) = (MeasuredRows.Of(measure, keys, first), MeasuredRows.Of(measure, keys, second));
        var rows = new List<IReadOnlyList<object?>>();
        if (these.Count + others.Count > 0)
        {
            var nothing = MeasuredRows.Nothing(measure.Kind);
            var pairs = Paired(these, others, nothing);
            if (Adds(measure) || keys.Count == 0)
            {
                var all = Sum(pairs.Select(pair => pair.This), nothing).Minus(Sum(pairs.Select(pair => pair.Other), nothing));
                rows.Add(Row("all", Empty(keys), all, all.P));
                rows.AddRange(Mix(pairs, keys));
            }

            if (keys.Count > 0) rows.AddRange(Each(pairs));
        }

        return new ReportTable([new ReportColumn("part", ReportType.Text), .. keys.Select(key => new ReportColumn(key, TypeOf(key, first, second))), .. Figures], rows);
    }

    private static bool Adds(ReportMeasure measure) => !measure.RowsOverlap && measure.Kind is not (MeasureKind.Quantile or MeasureKind.Values);

    private static List<(ReportKey Key, Measurement This, Measurement Other)> Paired(
        IReadOnlyList<(ReportKey Key, Measurement Measured)> these, IReadOnlyList<(ReportKey Key, Measurement Measured)> others, Measurement nothing)
    {
        var (a, b) = (these.ToDictionary(), others.ToDictionary());
        return [.. these.Concat(others).Select(row => row.Key).Distinct().Select(key => (key, a.GetValueOrDefault(key, nothing), b.GetValueOrDefault(key, nothing)))];
    }

    private static Measurement Sum(IEnumerable<Measurement> parts, Measurement nothing) => parts.Aggregate(nothing, (sum, more) => sum.Plus(more));

    private static IEnumerable<IReadOnlyList<object?>> Each(List<(ReportKey Key, Measurement This, Measurement Other)> pairs)
    {
        var findings = pairs.Select(pair => (pair.Key, Finding: pair.This.Minus(pair.Other))).ToList();
        var told = findings.Select(row => row.Finding.P).OfType<double>().ToList();
        var adjusted = new Queue<double>(told.Count == 0 ? [] : MultipleTesting.Holm(told));
        return [.. findings.Select(row => Row("each", row.Key.Values, row.Finding, row.Finding.P is null ? null : adjusted.Dequeue()))];
    }

    private static IEnumerable<IReadOnlyList<object?>> Mix(List<(ReportKey Key, Measurement This, Measurement Other)> pairs, IReadOnlyList<string> keys)
    {
        var strata = pairs.Select(pair => pair.This.StratumWith(pair.Key.ToString(), pair.Other)).OfType<Stratum>().ToList();
        if (strata.Count < 2 || strata.All(stratum => stratum.A is null) || strata.All(stratum => stratum.B is null)) yield break;
        var mix = StratifiedComparison.Of(strata);
        var (n, others) = (strata.Sum(stratum => stratum.A?.N ?? 0), strata.Sum(stratum => stratum.B?.N ?? 0));
        var same = new Finding(new Told(mix.StandardizedA, null, n), new Told(mix.StandardizedB, null, others), mix.Adjusted?.Value, mix.Adjusted?.Interval, null);
        var words = mix.Adjusted is not { Interval: var interval } ? "cannot tell" : interval.Lower > 0 ? "higher" : interval.Upper < 0 ? "lower" : "no difference shown";
        yield return [.. Row("same mix", Empty(keys), same, null).SkipLast(1), words];
        var alone = new Finding(new Told(null, null, n), new Told(null, null, others), mix.MixEffect, null, mix.MixP);
        yield return [.. Row("mix alone", Empty(keys), alone, mix.MixP).SkipLast(1), mix.MixEffect is null ? "cannot tell" : mix.Misleads ? "the mix misleads" : "the mix does not mislead"];
    }

    private static IReadOnlyList<object?> Row(string part, IReadOnlyList<object?> key, Finding finding, double? adjusted) =>
    [
        part, .. key,
        finding.This.N, finding.This.Value, finding.This.Interval?.Lower, finding.This.Interval?.Upper,
        finding.Other.N, finding.Other.Value, finding.Other.Interval?.Lower, finding.Other.Interval?.Upper,
        finding.Difference, finding.Interval?.Lower, finding.Interval?.Upper, finding.P, adjusted, finding.InWords(adjusted),
    ];

    private static object?[] Empty(IReadOnlyList<string> keys) => new object?[keys.Count];

    private static ReportType TypeOf(string key, ReportTable first, ReportTable second) =>
        first.Columns.Concat(second.Columns).First(column => column.Name == key).Type;
}
