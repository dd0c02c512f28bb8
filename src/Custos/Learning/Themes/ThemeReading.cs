using Custos.Learning.Vocabulary;

namespace Custos.Learning.Themes;

/// <summary>What is read of a text's themes? A buffer that is used again for every text.</summary>
/// <remarks>Not thread-safe: one per thread.</remarks>
internal sealed class ThemeReading
{
    private int[] _perTheme = [];
    private double[] _values = [];
    private int _themes;
    private int _columns;

    public ColumnCounts Counts { get; } = new();

    /// <summary>By theme, how often its entries come.</summary>
    public Span<int> Occurrences => _perTheme.AsSpan(0, _themes);

    /// <summary>By theme, how many of its entries come.</summary>
    public Span<int> Entries => _perTheme.AsSpan(_themes, _themes);

    public Span<double> Values => _values.AsSpan(0, _columns);

    /// <summary>Makes room and puts all to 0.</summary>
    public void Begin(int themes, int columns)
    {
        if (_perTheme.Length < 2 * themes) _perTheme = new int[2 * themes];
        if (_values.Length < columns) _values = new double[columns];
        (_themes, _columns) = (themes, columns);
        _perTheme.AsSpan(0, 2 * themes).Clear();
        Values.Clear();
    }
}
