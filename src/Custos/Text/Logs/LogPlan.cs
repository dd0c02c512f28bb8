using Custos.Sketches;
using Custos.Text.Json;

namespace Custos.Text.Logs;

/// <summary>Which fields does a question need, and what is read of each row?</summary>
internal sealed class LogPlan
{
    private const int MostGroups = 100_000;
    private const int BytesOfGroups = 64 << 20;

    private readonly List<(object Of, Func<ColumnReading> Make)> _columns = [];

    public LogPlan(LogQuestion question, LogOptions options)
    {
        Question = question;
        Options = options;
        Tree = new JsonFieldTree(question.GroupBy.Concat(question.Where?.Fields ?? []).Concat(question.Measures.SelectMany(FieldsOf)));
        GroupFields = [.. question.GroupBy.Select(Tree.FieldOf)];
        ColumnOfMeasure = [.. question.Measures.Select(ColumnOf)];
        GroupLimit = options.GroupLimit ?? Math.Min(MostGroups, BytesOfGroups / MeasureTally.GroupBytes(question.Measures));
    }

    public LogQuestion Question { get; }

    public LogOptions Options { get; }

    public JsonFieldTree Tree { get; }

    /// <summary>How many groups are kept apart.</summary>
    public int GroupLimit { get; }

    /// <summary>The fields of the group's key, in the question's order.</summary>
    public int[] GroupFields { get; }

    /// <summary>By measure: the column it adds up, or −1 for one that needs none.</summary>
    public int[] ColumnOfMeasure { get; }

    /// <summary>What is read of each row, column by column; for one thread.</summary>
    public ColumnReading[] MakeReadings() => [.. _columns.Select(column => column.Make())];

    private static IEnumerable<JsonPath> FieldsOf(LogMeasure measure) => measure switch
    {
        LogMeasure.Present present => [present.Field],
        LogMeasure.OfNumber ofNumber => [ofNumber.Field],
        LogMeasure.Distinct distinct => [distinct.Field],
        LogMeasure.Rate rate => rate.Condition.Fields,
        _ => [],
    };

    // Measures of one field share its column.
    private int ColumnOf(LogMeasure measure)
    {
        (object Of, Func<ColumnReading> Make) column = measure switch
        {
            LogMeasure.Present present => (new LogCondition.Exists(present.Field), () => Presence(Tree.FieldOf(present.Field))),
            LogMeasure.OfNumber ofNumber => (ofNumber.Field, () => NumberOf(Tree.FieldOf(ofNumber.Field))),
            LogMeasure.Distinct distinct => ((distinct.Field, nameof(LogMeasure.Distinct)), () => HashOf(Tree.FieldOf(distinct.Field))),
            LogMeasure.Rate rate => (rate.Condition, () => TruthOf(rate.Condition.Compile(Tree))),
            _ => default,
        };
        if (column.Of is null) return -1;
        var known = _columns.FindIndex(other => other.Of.Equals(column.Of));
        if (known >= 0) return known;
        _columns.Add(column);
        return _columns.Count - 1;
    }

    private static ColumnReading Presence(int field) => (ref LogRow row, out bool isUnlike) =>
    {
        isUnlike = false;
        return row.Values[field].Kind == JsonKind.Missing ? double.NaN : 1;
    };

    private static ColumnReading NumberOf(int field) => (ref LogRow row, out bool isUnlike) =>
    {
        var number = row.Number(field);
        isUnlike = number is null && row.Values[field].Kind != JsonKind.Missing;
        return number ?? double.NaN;
    };

    // Without its two highest bits a hash is a finite number, as a column's values are.
    private static ColumnReading HashOf(int field) => (ref LogRow row, out bool isUnlike) =>
    {
        isUnlike = row.Values[field].Kind == JsonKind.Compound;
        return isUnlike || row.Values[field].Kind == JsonKind.Missing ? double.NaN : BitConverter.UInt64BitsToDouble(SeededHash.Of(row.Text(field)) >> 2);
    };

    private static ColumnReading TruthOf(LogCondition.Check check) => (ref LogRow row, out bool isUnlike) =>
    {
        isUnlike = false;
        return check(ref row) switch { true => 1, false => 0, null => double.NaN };
    };
}

/// <summary>What does a row hold in a column? NaN for nothing; something else than what is asked for is nothing too, and said.</summary>
internal delegate double ColumnReading(ref LogRow row, out bool isUnlike);
