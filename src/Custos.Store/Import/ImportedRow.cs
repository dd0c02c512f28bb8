namespace Custos.Store.Import;

/// <summary>What does a row hold, in the order of its table's columns? Texts, times, numbers, truths and ids; null for nothing.</summary>
internal sealed class ImportedRow(object?[] values)
{
    private const char Between = '\u001F';

    public object? this[int column] => values[column];

    public int Count => values.Length;

    public string? TextAt(int column) => (string?)values[column];

    /// <summary>About how much memory it takes.</summary>
    public int Bytes => values.Sum(value => value is string text ? 40 + (2 * text.Length) : 32);

    /// <summary>The row's key as one text.</summary>
    public string KeyOf(ImportTarget target) => string.Join(Between, target.KeyPlaces.Select(place => values[place] switch
    {
        null => "\u0000",
        DateTimeOffset at => at.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture),
        var value => value.ToString(),
    }));

    /// <summary>Do both hold the same in every column?</summary>
    public bool Holds(ImportedRow other)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!Equals(values[i], other[i])) return false;
        }

        return true;
    }
}
