using System.Globalization;
using Custos.Store.Report;

namespace Custos.App.Cli.Reporting;

/// <summary>How is a report written as text?</summary>
internal static class ReportText
{
    /// <summary>As CSV (RFC 4180): a header, numbers that read back exactly, nothing for null.</summary>
    public static void WriteCsv(ReportTable table, TextWriter output)
    {
        output.WriteLine(string.Join(',', table.Columns.Select(column => Quoted(column.Name))));
        foreach (var row in table.Rows) output.WriteLine(string.Join(',', row.Select(value => Quoted(Exact(value)))));
    }

    /// <summary>As a person reads it: an estimate and the ends of its interval, which are columns <c>…_lower95</c> and <c>…_upper95</c>, in one.</summary>
    public static IReadOnlyList<EyeColumn> ColumnsForTheEye(ReportTable table)
    {
        var columns = new List<EyeColumn>();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            var place = i;
            var header = column.Name.Replace('_', ' ');
            var isNumber = column.Type is ReportType.Integer or ReportType.Number;
            if (i + 2 < table.Columns.Count && table.Columns[i + 1].Name == column.Name + "_lower95" && table.Columns[i + 2].Name == column.Name + "_upper95")
            {
                columns.Add(new EyeColumn(header + " [95 %]", isNumber, row => Estimate(row[place], row[place + 1], row[place + 2])));
                i += 2;
            }
            else
            {
                columns.Add(new EyeColumn(header, isNumber, row => Short(row[place])));
            }
        }

        return columns;
    }

    /// <summary>What a report answers, how it counts, and what can be chosen of it.</summary>
    public static void WriteDescription(ReportDescription report, Terminal terminal)
    {
        if (terminal.WantsJson)
        {
            terminal.WriteJson(report);
            return;
        }

        var output = terminal.Output;
        output.WriteLine($"{report.Name}\n\n{report.Question}\n\n{report.Details}\n");
        foreach (var parameter in report.Parameters) output.WriteLine($"--set {parameter}");
        if (report.Filters.Count > 0) output.WriteLine($"--where {string.Join(", ", report.Filters.Select(filter => filter + "=…"))}");
        if (report.Groupings.Count > 0) output.WriteLine($"--by {string.Join(", ", report.Groupings)} ({report.Groupings[0]} unless said)");
        if (report.HasTimeZone) output.WriteLine("--time-zone NAME: whose days count (UTC unless said)");
        output.WriteLine(report.Compared is null ? "It cannot be compared." : report.Filters.Count > 0 ? "--compare previous, or a filter's other value" : "--compare previous");
    }

    private static string Estimate(object? value, object? lower, object? upper) =>
        value is null || (lower is null && upper is null) ? Short(value) : $"{Short(value)} [{Short(lower)}, {Short(upper)}]";

    // Four digits of a fraction, a dash where there is nothing to say; a number that is not 0 never looks like it.
    private static string Short(object? value) => value switch
    {
        null => "–",
        double number when Math.Abs(number) >= 1 => number.ToString("#,0.####", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) >= 0.0001 => number.ToString("G4", CultureInfo.InvariantCulture),
        double number => number == 0 ? "0" : number.ToString("0.###e-0", CultureInfo.InvariantCulture),
        long whole => whole.ToString("#,0", CultureInfo.InvariantCulture),
        _ => Exact(value),
    };

    private static string Exact(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>A column of the table that a person reads.</summary>
internal sealed record EyeColumn(string Header, bool IsNumber, Func<IReadOnlyList<object?>, string> Cell);
