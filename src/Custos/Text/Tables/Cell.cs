using System.Text;

namespace Custos.Text.Tables;

/// <summary>What kind of value does a cell hold?</summary>
public enum CellKind
{
    /// <summary>Nothing: an empty field, a null, or a key that the row does not have.</summary>
    Missing,

    /// <summary>Text that is not empty, except that JSON and Parquet also know empty text.</summary>
    Text,

    /// <summary>A number, as the file writes it.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,
}

/// <summary>What does one row hold in one column? Valid until the table reads its next row.</summary>
public readonly ref struct Cell
{
    private Cell(CellKind kind, ReadOnlySpan<byte> utf8)
    {
        Kind = kind;
        Utf8 = utf8;
    }

    public static Cell Missing => default;

    public CellKind Kind { get; }

    /// <summary>The value in valid UTF-8: a text's characters, a number's digits, <c>true</c> or <c>false</c>; empty when missing.</summary>
    public ReadOnlySpan<byte> Utf8 { get; }

    /// <param name="utf8">Valid UTF-8.</param>
    public static Cell OfText(ReadOnlySpan<byte> utf8) => new(CellKind.Text, utf8);

    /// <param name="utf8">The number's digits, for instance <c>-1.5e3</c>.</param>
    public static Cell OfNumber(ReadOnlySpan<byte> utf8) => new(CellKind.Number, utf8);

    public static Cell OfBoolean(bool value) => new(CellKind.Boolean, value ? "true"u8 : "false"u8);

    /// <summary>The value as a string; empty when missing.</summary>
    public string GetString() => Encoding.UTF8.GetString(Utf8);
}
