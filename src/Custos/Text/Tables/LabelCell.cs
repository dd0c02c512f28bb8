using System.Globalization;
using Custos.Records;

namespace Custos.Text.Tables;

/// <summary>What does a label's cell say: yes, no, or nothing?</summary>
public static class LabelCell
{
    private const int MaxShown = 12;

    /// <summary>1 for yes, 0 for no, −1 for unknown.</summary>
    /// <param name="table">The table, at the row to be read.</param>
    /// <param name="column">The column's number in the selection.</param>
    /// <param name="name">The column's name, for the message.</param>
    /// <exception cref="BadInputException">The cell is neither 1, 0, true, false nor empty.</exception>
    /// <remarks><c>1.0</c> and <c>0.0</c> count as 1 and 0, which is how columns with gaps are often written; white space around a value does not count.</remarks>
    public static sbyte Read(Table table, int column, string name)
    {
        var cell = table[column];
        var value = cell.Utf8.Trim(" \t"u8);
        if (value.IsEmpty)
        {
            return -1;
        }

        if (value is [(byte)'1'] || value.SequenceEqual("1.0"u8) || cell.Kind == CellKind.Boolean && value[0] == 't')
        {
            return 1;
        }

        if (value is [(byte)'0'] || value.SequenceEqual("0.0"u8) || cell.Kind == CellKind.Boolean)
        {
            return 0;
        }

        throw new BadInputException(
            $"{Shown(value)} in column {TableRefusals.Shown(name)} is not a label.",
            "Write 1 for yes, 0 for no, and leave it empty (null in JSON) where it is unknown.",
            table.Place);
    }

    // Only a short number or word is shown: anything else may be a text in the wrong column.
    private static string Shown(ReadOnlySpan<byte> value)
    {
        Span<char> letters = stackalloc char[MaxShown];
        if (value.Length > MaxShown)
        {
            return "The text";
        }

        for (var at = 0; at < value.Length; at++)
        {
            letters[at] = (char)value[at];
            if (!char.IsAsciiLetterOrDigit(letters[at]) && letters[at] is not ('.' or '-' or '+'))
            {
                return "The text";
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"\"{letters[..value.Length]}\"");
    }
}
