using System.Text;

namespace Custos.App.Cli;

/// <summary>How do rows look to a person? Columns as wide as their widest cell, numbers to the right, never wrapped.</summary>
internal sealed class AlignedTable
{
    private const string Gap = "  ";

    private readonly List<(string Header, bool IsNumber)> _columns = [];
    private readonly List<string[]> _rows = [];

    /// <summary>One more column; numbers stand to the right.</summary>
    public AlignedTable Column(string header, bool isNumber = false)
    {
        _columns.Add((header, isNumber));
        return this;
    }

    /// <summary>One more row, a cell per column.</summary>
    /// <exception cref="ArgumentException">There are more or fewer cells than columns.</exception>
    public AlignedTable Row(params IEnumerable<string> cells)
    {
        string[] row = [.. cells];
        if (row.Length != _columns.Count)
        {
            throw new ArgumentException($"There are {row.Length} cells for {_columns.Count} columns.", nameof(cells));
        }

        _rows.Add(row);
        return this;
    }

    public override string ToString()
    {
        var widths = _columns.Select((column, i) => _rows.Select(row => Width(row[i])).Append(Width(column.Header)).Max()).ToArray();
        var text = new StringBuilder();
        Append(text, [.. _columns.Select(column => column.Header)], widths);
        text.Append("  ").AppendJoin(Gap, widths.Select(width => new string('─', width))).Append('\n');
        foreach (var row in _rows)
        {
            Append(text, row, widths);
        }

        return text.ToString();
    }

    private void Append(StringBuilder text, string[] cells, int[] widths)
    {
        var line = new StringBuilder("  ");
        for (var i = 0; i < cells.Length; i++)
        {
            var padding = new string(' ', widths[i] - Width(cells[i]));
            line.Append(i == 0 ? "" : Gap).Append(_columns[i].IsNumber ? padding + cells[i] : cells[i] + padding);
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    private static int Width(string cell) => cell.EnumerateRunes().Count();
}
