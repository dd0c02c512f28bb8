using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Experiments;

namespace Custos.App.Cli.StatsStudies;

/// <summary>What did the units of the two arms of an experiment show?</summary>
internal static class ArmsFile
{
    public static Argument<FileInfo> File(string columns) => new("file") { Description = $"CSV or JSON Lines, a row a unit, with columns arm (two of them), {columns}." };

    public static Option<string> Control() => new("--control") { Description = "The arm that nothing was done to.", DefaultValueFactory = _ => "control" };

    /// <summary>The numbers of each unit, in the order of the columns, by arm; units where one of them is missing are left out.</summary>
    /// <param name="file">The table.</param>
    /// <param name="control">The control's name.</param>
    /// <param name="columns">The columns with numbers.</param>
    /// <param name="segment">The column with each unit's segment; null where there is none.</param>
    public static Arms Read(FileInfo file, string control, IReadOnlyList<string> columns, string? segment = null)
    {
        var rows = StatsColumns.Rows(file, ["arm", .. columns, .. segment is null ? Array.Empty<string>() : [segment]], table => (
            Arm: table[0].GetString(),
            Segment: segment is null ? "" : table[columns.Count + 1].GetString(),
            Values: columns.Select((name, i) => StatsColumns.NumberOf(table, i + 1, name)).ToArray())).Where(row => row.Values.All(value => value is not null)).ToList();
        string[] arms = [.. rows.Select(row => row.Arm).Distinct()];
        if (arms.Length != 2) throw new BadInputException($"Column \"arm\" has {arms.Length} different values in rows that are filled in.", "Give a file with two arms.", file.ToString());
        if (!arms.Contains(control)) throw new BadInputException("No arm has the control's name.", "Name the control with --control.", file.ToString());
        var treatment = arms.Single(arm => arm != control);
        return new Arms(Of(control), Of(treatment), treatment) { Segments = segment is null ? null : (SegmentsOf(control), SegmentsOf(treatment)) };

        double[][] Of(string arm) => [.. rows.Where(row => row.Arm == arm).Select(row => row.Values.Select(value => value!.Value).ToArray())];
        string[] SegmentsOf(string arm) => [.. rows.Where(row => row.Arm == arm).Select(row => row.Segment)];
    }

    public static double[] Column(this double[][] units, int column) => [.. units.Select(unit => unit[column])];
}

/// <summary>The numbers of each unit by arm.</summary>
/// <param name="Control">Units × columns.</param>
/// <param name="Treatment">Units × columns.</param>
/// <param name="TreatmentName">Of the arm that is not the control.</param>
internal sealed record Arms(double[][] Control, double[][] Treatment, string TreatmentName)
{
    /// <summary>The segment of each unit; null where none was asked for.</summary>
    public (string[] Control, string[] Treatment)? Segments { get; init; }

    /// <summary>Treatment − control of a number of each unit, segment by segment; null without segments.</summary>
    public StratifiedComparison? Mix(Func<double[], double> of, double confidence = 0.95) => Segments is { } by
        ? SegmentedValues.Compare([.. Treatment.Select(of)], by.Treatment, [.. Control.Select(of)], by.Control, confidence)
        : null;

    /// <summary>Treatment − control of the ratio of the second column's sum to the first's, segment by segment; null without segments.</summary>
    public StratifiedComparison? RatioMix(double confidence)
    {
        if (Segments is not { } by) return null;
        var (control, treatment) = (Moments(Control, by.Control), Moments(Treatment, by.Treatment));
        return StratifiedComparison.OfRatios(
            [.. control.Keys.Union(treatment.Keys).Order(StringComparer.Ordinal).Select(name => new RatioStratum(name, treatment.GetValueOrDefault(name), control.GetValueOrDefault(name)))], confidence);
    }

    private static Dictionary<string, PairMoments> Moments(double[][] units, string[] segments) => units.Zip(segments)
        .GroupBy(unit => unit.Second, unit => unit.First, StringComparer.Ordinal)
        .ToDictionary(segment => segment.Key, segment => PairMoments.Of([.. segment.Select(unit => unit[0])], [.. segment.Select(unit => unit[1])]), StringComparer.Ordinal);
}
