namespace Custos.Store.Report;

/// <summary>As what do two askings of a report differ?</summary>
public enum MeasureKind
{
    /// <summary>A share: how many of how many.</summary>
    Rate,

    /// <summary>A mean, with its standard deviation and how many it is of.</summary>
    Mean,

    /// <summary>How many, of things that come independently of one another.</summary>
    Count,

    /// <summary>A value in each row, for instance of a day.</summary>
    Values,

    /// <summary>A quantile, with its interval in the next two columns and how many it is of.</summary>
    Quantile,

    /// <summary>A sum of which no chance is asked, for instance money.</summary>
    Sum,
}

/// <summary>By which columns are two askings of a report compared, and with which test?</summary>
/// <param name="Kind">Which test.</param>
/// <param name="Columns">
/// The columns that it needs: of a rate the numerator and the denominators, which are added; of a mean the value, the standard deviation and
/// the number; of a quantile the value and the number; of all others the one.
/// </param>
/// <param name="Keys">Rows with the same values in these belong together; <c>grouped</c> is the column by which the report is grouped.</param>
/// <param name="RowsOverlap">True when one thing may count in several rows, so that rows do not add up.</param>
public sealed record ReportMeasure(MeasureKind Kind, IReadOnlyList<string> Columns, IReadOnlyList<string> Keys, bool RowsOverlap)
{
    /// <summary>From <c>rate flagged of decisions by bucket; rows overlap</c>, as a report's first comment says it.</summary>
    internal static ReportMeasure Of(string line)
    {
        var overlap = line.EndsWith("; rows overlap", StringComparison.Ordinal);
        var parts = (overlap ? line[..line.IndexOf(';', StringComparison.Ordinal)] : line).Split(" by ");
        var kind = parts[0].Split(' ')[0];
        return new ReportMeasure(
            Enum.Parse<MeasureKind>(kind, ignoreCase: true),
            parts[0][(kind.Length + 1)..].Split([", ", " of ", " + "], StringSplitOptions.None),
            parts.Length > 1 ? parts[1].Split(", ") : [],
            overlap);
    }
}
