using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Causal;

namespace Custos.App.Cli.StatsStudies;

/// <summary>What does a file of units over time hold?</summary>
internal static class PanelFile
{
    /// <summary>One row; <c>Extra</c> is the number in the further column, 0 when none was asked for.</summary>
    public readonly record struct Row(string Unit, int UnitIndex, double Time, double Value, double Extra);

    public static IReadOnlyList<Row> Read(FileInfo file, string? extra = null)
    {
        var index = new Dictionary<string, int>();
        return StatsColumns.Rows(file, ["unit", "time", "value", .. extra is null ? [] : new[] { extra }], table =>
        {
            var unit = table[0].GetString();
            if (!index.TryGetValue(unit, out var number)) index[unit] = number = index.Count;
            return new Row(unit, number, Number(1, "time"), Number(2, "value"), extra is null ? 0 : Number(3, extra));

            double Number(int column, string name) => StatsColumns.NumberOf(table, column, name)
                ?? throw new BadInputException($"The cell in column \"{name}\" is empty.", "Fill it in, or leave the row out.", table.Place);
        });
    }

    /// <summary>Each unit's series before and from a time, with the times in order.</summary>
    public static (IReadOnlyList<PanelUnit> Units, IReadOnlyList<double> Times) Units(FileInfo file, double from)
    {
        var rows = Read(file);
        double[] times = [.. rows.Select(row => row.Time).Distinct().Order()];
        if (times[0] >= from || times[^1] < from) throw new BadInputException("Every time is on one side of --from.", "Give a time with rows before it and from it on.", "--from", isUsage: true);
        List<PanelUnit> units = [];
        foreach (var unit in rows.GroupBy(row => row.Unit))
        {
            Row[] ordered = [.. unit.OrderBy(row => row.Time)];
            if (ordered.Length != times.Length || ordered.Where((row, t) => row.Time != times[t]).Any())
            {
                throw new BadInputException($"A unit has {ordered.Length} rows for {times.Length} times, or two for one time.", "Give one row for every unit at every time.", file.ToString());
            }

            units.Add(new PanelUnit(unit.Key, [.. ordered.Where(row => row.Time < from).Select(row => row.Value)], [.. ordered.Where(row => row.Time >= from).Select(row => row.Value)]));
        }

        return (units, times);
    }
}
