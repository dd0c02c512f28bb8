using Custos.Records;
using Custos.Text.Tables;

namespace Custos.Train.Splits;

/// <summary>What does a table hold for training: texts, labels, and which rows belong together?</summary>
internal sealed class LabelledRows
{
    private readonly List<string> _texts = [];
    private readonly List<int> _groupOf = [];
    private readonly List<long> _rowNumbers = [];
    private readonly List<UInt128> _groups = [];
    private readonly List<sbyte>[] _labels;

    private LabelledRows(int labels) => _labels = [.. Enumerable.Range(0, labels).Select(_ => new List<sbyte>())];

    public int Count => _texts.Count;

    public IReadOnlyList<string> Texts => _texts;

    /// <summary>Per row, its group's place in <see cref="Groups"/>.</summary>
    public IReadOnlyList<int> GroupOf => _groupOf;

    /// <summary>The groups' digests, in order of their first row.</summary>
    public IReadOnlyList<UInt128> Groups => _groups;

    /// <summary>Per label and row: 1, 0, or −1 for unknown.</summary>
    public IReadOnlyList<IReadOnlyList<sbyte>> Labels => _labels;

    /// <summary>Per row, its number in the file, as messages give it.</summary>
    public IReadOnlyList<long> RowNumbers => _rowNumbers;

    /// <summary>Rows whose text is missing, empty or only white space.</summary>
    public long EmptyTexts { get; private set; }

    /// <summary>Rows without a value in the group column.</summary>
    public long UngroupedRows { get; private set; }

    /// <summary>All rows of the table.</summary>
    /// <exception cref="BadInputException">The table is broken, lacks a column, has no row, or holds a label that is none.</exception>
    public static LabelledRows Read(Table table, TrainingOptions options, CancellationToken cancellationToken)
    {
        var rows = new LabelledRows(options.Labels.Length);
        table.Select([options.Text, .. options.Labels, .. options.Group is { } group ? [group] : Array.Empty<string>()], []);
        var groupNumbers = new Dictionary<UInt128, int>();
        var groupColumn = options.Group is null ? -1 : options.Labels.Length + 1;
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var label = 0; label < options.Labels.Length; label++)
            {
                rows._labels[label].Add(LabelCell.Read(table, label + 1, options.Labels[label]));
            }

            rows.AddText(table);
            rows.AddGroup(table, groupColumn, groupNumbers);
        }

        return rows.Count > 0 ? rows : throw new BadInputException("There is a header but no row.", "Give a file with labelled texts.", table.Source);
    }

    public IReadOnlyList<string> TextsOf(int[] chosen) => Array.ConvertAll(chosen, row => _texts[row]);

    public sbyte[] LabelsOf(int label, int[] chosen) => Array.ConvertAll(chosen, row => _labels[label][row]);

    /// <summary>The most rows that one group has among the chosen.</summary>
    public int LargestGroupIn(int[] chosen) => chosen.CountBy(row => _groupOf[row]).Max(group => group.Value);

    private void AddText(Table table)
    {
        var text = table[0].GetString();
        EmptyTexts += string.IsNullOrWhiteSpace(text) ? 1 : 0;
        _texts.Add(text);
        _rowNumbers.Add(table.Row);
    }

    private void AddGroup(Table table, int column, Dictionary<UInt128, int> numbers)
    {
        var value = column < 0 ? Cell.Missing : table[column];
        if (column >= 0 && value.Utf8.IsEmpty)
        {
            UngroupedRows++;
        }

        var digest = value.Utf8.IsEmpty ? GroupDraw.DigestOfText(table[0].Utf8) : GroupDraw.DigestOfValue(value.Utf8);
        if (!numbers.TryGetValue(digest, out var number))
        {
            number = _groups.Count;
            numbers.Add(digest, number);
            _groups.Add(digest);
        }

        _groupOf.Add(number);
    }
}
