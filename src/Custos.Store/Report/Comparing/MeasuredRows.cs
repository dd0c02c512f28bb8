using System.Globalization;
using Custos.Records;
using Custos.Statistics.Means;

namespace Custos.Store.Report.Comparing;

/// <summary>What does a report's table say, by the columns that make a row of it comparable with another's?</summary>
internal sealed class MeasuredRows
{
    private readonly ReportMeasure _measure;
    private readonly ReportTable _table;

    private MeasuredRows(ReportMeasure measure, ReportTable table) => (_measure, _table) = (measure, table);

    /// <summary>Every key with what its rows say together, in the table's order; rows on which nothing is told are left out.</summary>
    /// <param name="measure">What is compared.</param>
    /// <param name="keys">The columns that make the key, as the table names them.</param>
    /// <param name="table">The report's answer.</param>
    public static IReadOnlyList<(ReportKey Key, Measurement Measured)> Of(ReportMeasure measure, IReadOnlyList<string> keys, ReportTable table)
    {
        var rows = new MeasuredRows(measure, table);
        var places = keys.Select(rows.PlaceOf).ToArray();
        return
        [
            .. from row in table.Rows
               let measured = rows.Measured(row)
               where measured is not null
               group measured by new ReportKey([.. places.Select(place => row[place])]) into same
               select (same.Key, same.Aggregate((sum, more) => sum.Plus(more))),
        ];
    }

    /// <summary>What is told where there is no row.</summary>
    public static Measurement Nothing(MeasureKind kind) => kind switch
    {
        MeasureKind.Rate => new Measurement.Rate(0, 0),
        MeasureKind.Mean => new Measurement.Mean((Moments?)null),
        MeasureKind.Count => new Measurement.Count(0),
        MeasureKind.Values => new Measurement.Values([]),
        MeasureKind.Quantile => new Measurement.Quantile(null, null, 0),
        MeasureKind.Sum => new Measurement.Sum(0),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    private Measurement? Measured(IReadOnlyList<object?> row)
    {
        var values = _measure.Columns.Select(column => Number(row[PlaceOf(column)])).ToArray();
        switch (_measure.Kind)
        {
            case MeasureKind.Rate:
                return values.Any(value => value is null) ? null : new Measurement.Rate((long)values[0]!, (long)values[1..].Sum()!);
            case MeasureKind.Mean:
                return values is [{ } mean, var deviation, >= 1 and { } n] && (deviation is not null || n == 1)
                    ? new Measurement.Mean(new Moments((long)n, mean, (n - 1) * (deviation ?? 0) * (deviation ?? 0)))
                    : null;
            case MeasureKind.Quantile:
                var place = PlaceOf(_measure.Columns[0]);
                Interval? interval = Number(row[place + 1]) is { } lower && Number(row[place + 2]) is { } upper ? new Interval(lower, upper) : null;
                return new Measurement.Quantile(values[0], interval, (long)(values[1] ?? 0));
        }

        if (values[0] is not { } value) return null;
        return _measure.Kind switch
        {
            MeasureKind.Count => new Measurement.Count((long)value),
            MeasureKind.Values => new Measurement.Values([value]),
            _ => new Measurement.Sum(value),
        };
    }

    private int PlaceOf(string column)
    {
        for (var i = 0; i < _table.Columns.Count; i++)
        {
            if (_table.Columns[i].Name == column) return i;
        }

        throw new ArgumentException($"The report has no column {column}.", nameof(column));
    }

    private static double? Number(object? value) => value is null ? null : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}

/// <summary>Which row is meant? The values of its key columns; equal when all are.</summary>
internal sealed record ReportKey(IReadOnlyList<object?> Values)
{
    public bool Equals(ReportKey? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(Values.Count, HashCode.Combine);

    public override string ToString() => string.Join(" / ", Values.Select(value => value?.ToString() ?? "–"));
}
