using System.Buffers;
using Custos.Text.Json;

namespace Custos.Text.Logs;

/// <summary>What do the lines of a block hold in the fields asked for? One per thread.</summary>
internal sealed class LogScan
{
    private readonly LogPlan _plan;
    private readonly JsonLineScanner _scanner;
    private readonly LogCondition.Check? _where;
    private readonly ColumnReading[] _columns;
    private readonly ArrayBufferWriter<byte> _key = new();
    private byte[] _scratch = new byte[256];

    public LogScan(LogPlan plan)
    {
        _plan = plan;
        _scanner = new JsonLineScanner(plan.Tree);
        _where = plan.Question.Where?.Compile(plan.Tree);
        _columns = plan.MakeReadings();
        Rows = new LogRows(_columns.Length) { Seen = new bool[plan.Tree.Paths.Count] };
    }

    /// <summary>What the block last read held.</summary>
    public LogRows Rows { get; }

    public void Read(LineBlock block)
    {
        Rows.Clear();
        if (block.SkippedBytes > 0) Damage(block.Offset, 0, JsonDamage.TooLong);
        var offset = block.Offset + block.SkippedBytes;
        for (var rest = block.Lines; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            ReadLine(line is [.., (byte)'\r'] ? line[..^1] : line, offset);
            var taken = end < 0 ? rest.Length : end + 1;
            offset += taken;
            rest = rest[taken..];
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line, long offset)
    {
        if (line.Length > _plan.Options.LineLimitBytes)
        {
            Damage(offset, 0, JsonDamage.TooLong);
            return;
        }

        var damage = _scanner.Scan(line, out var at);
        if (damage == JsonDamage.NotAnObject && line.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0)
        {
            Rows.Lines++;
            Rows.BlankLines++;
            return;
        }

        if (damage != JsonDamage.None)
        {
            Damage(offset, at, damage);
            return;
        }

        Rows.Lines++;
        var row = new LogRow(line, _scanner.Values, ref _scratch);
        for (var field = 0; field < row.Values.Length; field++) Rows.Seen[field] |= row.Values[field].Kind != JsonKind.Missing;
        if (_where is null || Counts(_where(ref row))) Add(ref row);
    }

    private bool Counts(bool? holds)
    {
        if (holds == false) Rows.LeftOut++;
        if (holds is null) Rows.Untold++;
        return holds == true;
    }

    private void Add(ref LogRow row)
    {
        _key.ResetWrittenCount();
        foreach (var field in _plan.GroupFields) GroupKey.Append(_key, ref row, field);
        var place = Rows.Add(Rows.Groups.Number(_key.WrittenSpan));
        for (var column = 0; column < _columns.Length; column++)
        {
            var value = _columns[column](ref row, out var isUnlike);
            if (isUnlike) Rows.Unlike[column]++;
            Rows.Set(place, column, value);
        }
    }

    private void Damage(long offset, int column, JsonDamage damage)
    {
        if (Rows.Damaged.Count < _plan.Options.PlaceLimit) Rows.Damaged.Add((Rows.Lines, offset, column, damage));
        Rows.Lines++;
        Rows.DamagedLines++;
    }
}
