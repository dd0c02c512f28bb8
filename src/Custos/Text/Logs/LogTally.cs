namespace Custos.Text.Logs;

/// <summary>What have all blocks so far come to? They are added in the order of the input, so that the answer does not depend on who read which.</summary>
internal sealed class LogTally(LogPlan plan)
{
    // Groups beyond the limit share this number; the others follow.
    private const int RestGroup = 0;

    private readonly GroupTable _groups = new();
    private readonly Dictionary<(Type Kind, int Column), MeasureTally> _tallies = TalliesOf(plan);
    private readonly LogMeasure _count = new LogMeasure.Rows("count");
    private readonly MeasureTally _rows = MeasureTally.Of(new LogMeasure.Rows("count"));
    private readonly long[] _unlike = new long[plan.Question.Measures.Count];
    private readonly bool[] _seen = new bool[plan.Tree.Paths.Count];
    private readonly List<DamagedLine> _damaged = [];
    private readonly List<InputBreak> _breaks = [];
    private int[] _numbers = [];
    private int[] _groupOfRow = [];
    private long _linesBefore;
    private long _blank;
    private long _damagedLines;
    private long _counted;
    private long _leftOut;
    private long _untold;
    private long _bytesBefore;

    /// <summary>Lines of all inputs so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Bytes of the inputs that have ended.</summary>
    public long BytesOfEnded => _bytesBefore;

    public void Add(LogRows rows, string source)
    {
        AddRows(rows);
        for (var i = 0; i < _unlike.Length; i++)
        {
            if (plan.ColumnOfMeasure[i] is var column and >= 0) _unlike[i] += rows.Unlike[column];
        }

        for (var field = 0; field < _seen.Length; field++) _seen[field] |= rows.Seen[field];
        foreach (var (line, offset, column, damage) in rows.Damaged.Take(plan.Options.PlaceLimit - _damaged.Count))
        {
            _damaged.Add(new DamagedLine(source, Lines - _linesBefore + line + 1, offset, column + 1, damage));
        }

        Lines += rows.Lines;
        _blank += rows.BlankLines;
        _damagedLines += rows.DamagedLines;
        _counted += rows.Count;
        _leftOut += rows.LeftOut;
        _untold += rows.Untold;
    }

    /// <summary>The input has ended: lines are counted from 1 again.</summary>
    public void End(string source, LineBlocks blocks)
    {
        _linesBefore = Lines;
        _bytesBefore += blocks.Bytes;
        if (blocks.Break is { } broken) _breaks.Add(new InputBreak(source, broken.Offset, broken.Cause));
    }

    public LogAnswer Answer(IReadOnlyList<string> namesSeen)
    {
        // Without rows the group of all is still asked about.
        var isEmpty = _groups.Keys.Count == 0;
        if (isEmpty && plan.GroupFields.Length == 0) _ = _groups.Number([], limit: 1);
        if (isEmpty) foreach (var tally in _tallies.Values) tally.Add([], [], _groups.Keys.Count + 1);
        if (isEmpty) _rows.Add([], [], _groups.Keys.Count + 1);
        var rest = RowsOf(RestGroup);
        return new LogAnswer(
            Lines, _blank, _damagedLines, _damaged, _counted, _leftOut, _untold,
            [.. _groups.Keys.Select((key, i) => Group(GroupKey.Read(key), i + 1))],
            rest > 0 ? Group([], RestGroup) : null,
            plan.GroupLimit,
            _unlike,
            [.. plan.Tree.Paths.Where((_, field) => !_seen[field])],
            namesSeen, _breaks, _bytesBefore);
    }

    private LogGroup Group(IReadOnlyList<GroupValue> by, int number) =>
        new(by, RowsOf(number), [.. plan.Question.Measures.Select((measure, i) => _tallies[(measure.GetType(), plan.ColumnOfMeasure[i])].Value(number, measure))]);

    private long RowsOf(int number) => ((LogValue.Count)_rows.Value(number, _count)).Rows;

    private void AddRows(LogRows rows)
    {
        if (rows.Count == 0) return;
        var keys = rows.Groups.Keys;
        if (_numbers.Length < keys.Count) _numbers = new int[2 * keys.Count];
        for (var i = 0; i < keys.Count; i++) _numbers[i] = _groups.Number(keys[i], plan.GroupLimit) + 1;
        if (_groupOfRow.Length < rows.Count) _groupOfRow = new int[2 * rows.Count];
        for (var row = 0; row < rows.Count; row++) _groupOfRow[row] = _numbers[rows.GroupOfRow[row]];
        var groups = _groupOfRow.AsSpan(0, rows.Count);
        var count = _groups.Keys.Count + 1;
        _rows.Add(groups, [], count);
        foreach (var ((_, column), tally) in _tallies) tally.Add(groups, column < 0 ? [] : rows.Column(column), count);
    }

    // Measures of one kind and column share their tally: one sketch answers for every quantile.
    private static Dictionary<(Type, int), MeasureTally> TalliesOf(LogPlan plan)
    {
        var tallies = new Dictionary<(Type, int), MeasureTally>();
        for (var i = 0; i < plan.ColumnOfMeasure.Length; i++)
        {
            var measure = plan.Question.Measures[i];
            if (!tallies.ContainsKey((measure.GetType(), plan.ColumnOfMeasure[i]))) tallies.Add((measure.GetType(), plan.ColumnOfMeasure[i]), MeasureTally.Of(measure));
        }

        return tallies;
    }
}
