using Custos.Text.Json;

namespace Custos.Text.Logs;

/// <summary>What did one block of lines hold, in the order of its lines? Columns of numbers, so that what follows need not look at text.</summary>
internal sealed class LogRows(int columns)
{
    private readonly double[][] _columns = [.. Enumerable.Range(0, columns).Select(_ => new double[1024])];
    private int[] _groups = new int[1024];

    /// <summary>The rows that count.</summary>
    public int Count { get; private set; }

    /// <summary>The groups of this block, in the order in which they came.</summary>
    public GroupTable Groups { get; } = new();

    /// <summary>The group of each row, numbered within the block.</summary>
    public ReadOnlySpan<int> GroupOfRow => _groups.AsSpan(0, Count);

    public long Lines { get; set; }

    public long BlankLines { get; set; }

    /// <summary>Whole lines that the condition left out.</summary>
    public long LeftOut { get; set; }

    /// <summary>Whole lines of which the condition could not be told.</summary>
    public long Untold { get; set; }

    public long DamagedLines { get; set; }

    /// <summary>Where the first damaged lines of the block are; line numbers count from the block's first line, which is 0.</summary>
    public List<(long Line, long Offset, int Column, JsonDamage Damage)> Damaged { get; } = [];

    /// <summary>By field: did any row hold it?</summary>
    public bool[] Seen { get; set; } = [];

    /// <summary>By column: how many rows held something that is not what the column asks for?</summary>
    public long[] Unlike { get; } = new long[columns];

    /// <summary>What each row holds in a column; NaN for nothing.</summary>
    public ReadOnlySpan<double> Column(int column) => _columns[column].AsSpan(0, Count);

    /// <summary>Adds a row, and says where its values belong.</summary>
    public int Add(int group)
    {
        if (Count == _groups.Length)
        {
            Array.Resize(ref _groups, 2 * Count);
            for (var i = 0; i < _columns.Length; i++) Array.Resize(ref _columns[i], 2 * Count);
        }

        _groups[Count] = group;
        return Count++;
    }

    public void Set(int row, int column, double value) => _columns[column][row] = value;

    public void Clear()
    {
        Count = 0;
        Groups.Clear();
        Lines = BlankLines = LeftOut = Untold = DamagedLines = 0;
        Damaged.Clear();
        Array.Clear(Seen);
        Array.Clear(Unlike);
    }
}
