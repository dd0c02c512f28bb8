using Custos.Records;

namespace Custos.Text.Tables;

/// <summary>What does a file of rows hold in the columns asked for? Read once, from the first row to the last, in bounded memory.</summary>
/// <remarks>Whatever the file holds, reading throws nothing but <see cref="BadInputException"/> and the errors of the disk. Not thread-safe.</remarks>
public abstract class Table(string source) : IDisposable
{
    /// <summary>The file's name, as it was given.</summary>
    public string Source { get; } = source;

    /// <summary>The number of the row last read, as messages give it: CSV and TSV count records and their header is row 1; JSON Lines count lines; Parquet counts rows from 1.</summary>
    public abstract long Row { get; }

    /// <summary>Where the row last read stands, for messages.</summary>
    public string Place => $"{Source}, row {Row}";

    /// <summary>After <see cref="Read"/> has refused a row: is it known where the next one begins, so that reading can go on there?</summary>
    public virtual bool CanGoOn => false;

    /// <summary>The columns that the file names before its rows, in its order; none for JSON Lines.</summary>
    public virtual IReadOnlyList<string> Columns => [];

    /// <summary>The line of the row last read, as it stands in the file without its end; empty where rows are not lines (CSV, TSV, Parquet). Valid until the next row is read.</summary>
    public virtual ReadOnlySpan<byte> Line => default;

    /// <summary>What the row last read holds in one of the selected columns.</summary>
    /// <param name="column">Counted from 0 through the required columns, then the optional ones.</param>
    public abstract Cell this[int column] { get; }

    /// <summary>Chooses the columns; called once, before the first row.</summary>
    /// <param name="required">Columns that the file must have.</param>
    /// <param name="optional">Columns that read as missing where the file does not have them.</param>
    /// <exception cref="BadInputException">A required column does not exist. JSON Lines can tell only after the last row, so there <see cref="Read"/> throws it.</exception>
    public abstract void Select(IReadOnlyList<string> required, IReadOnlyList<string> optional);

    /// <summary>Is there a next row? It is then the one that <see cref="Row"/> and the indexer speak of.</summary>
    /// <exception cref="BadInputException">The file breaks its format here; the message says where, how, and what to do.</exception>
    public abstract bool Read();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
