using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;

namespace Custos.App.Cli.StatsStudies;

/// <summary>What did the units of the two arms of an experiment show?</summary>
internal static class ArmsFile
{
    public static Argument<FileInfo> File(string columns) => new("file") { Description = $"CSV or JSON Lines, a row a unit, with columns arm (two of them), {columns}." };

    public static Option<string> Control() => new("--control") { Description = "The arm that nothing was done to.", DefaultValueFactory = _ => "control" };

    /// <summary>The numbers of each unit, in the order of the columns, by arm; units where one of them is missing are left out.</summary>
    public static (double[][] Control, double[][] Treatment, string TreatmentName) Read(FileInfo file, string control, params IReadOnlyList<string> columns)
    {
        var rows = StatsColumns.Rows(file, ["arm", .. columns], table => (
            Arm: table[0].GetString(),
            Values: columns.Select((name, i) => StatsColumns.NumberOf(table, i + 1, name)).ToArray())).Where(row => row.Values.All(value => value is not null)).ToList();
        string[] arms = [.. rows.Select(row => row.Arm).Distinct()];
        if (arms.Length != 2) throw new BadInputException($"Column \"arm\" has {arms.Length} different values in rows that are filled in.", "Give a file with two arms.", file.ToString());
        if (!arms.Contains(control)) throw new BadInputException("No arm has the control's name.", "Name the control with --control.", file.ToString());
        var treatment = arms.Single(arm => arm != control);
        return (Of(control), Of(treatment), treatment);

        double[][] Of(string arm) => [.. rows.Where(row => row.Arm == arm).Select(row => row.Values.Select(value => value!.Value).ToArray())];
    }

    public static double[] Column(this double[][] units, int column) => [.. units.Select(unit => unit[column])];
}
