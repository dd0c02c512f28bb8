using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Custos.Records;

namespace Custos.Text.Tables;

/// <summary>What do the objects of a JSON Lines file hold?</summary>
/// <remarks>Blank lines are passed over. A surrogate escape without its other half becomes U+FFFD, since no UTF-8 stands for it.</remarks>
internal sealed class JsonLinesTable : Table
{
    private const int RowsSearchedForNames = 100;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private readonly RecordBuffer _buffer;
    private readonly HashSet<string> _names = [];
    private string[] _columns = [];
    private byte[][] _keys = [];
    private int _required;
    private bool[] _everSeen = [];
    private bool[] _seenHere = [];
    private (CellKind Kind, int Start, int Length, bool Unescaped)[] _cells = [];
    private byte[] _unescaped = new byte[256];
    private int _unescapedLength;
    private long _row;
    private long _rows;
    private int _consume;
    private int _length;

    public JsonLinesTable(string source, RecordBuffer buffer)
        : base(source)
    {
        _buffer = buffer;
        buffer.SkipMark(source);
    }

    public override long Row => _row;

    public override bool CanGoOn => _consume > 0;

    public override ReadOnlySpan<byte> Line => _buffer.Pending[.._length];

    public override Cell this[int column]
    {
        get
        {
            var (kind, start, length, unescaped) = _cells[column];
            var bytes = unescaped ? _unescaped.AsSpan(start, length) : _buffer.Pending.Slice(start, length);
            return kind switch
            {
                CellKind.Text => Cell.OfText(bytes),
                CellKind.Number => Cell.OfNumber(bytes),
                CellKind.Boolean => Cell.OfBoolean(bytes is [(byte)'t', ..]),
                _ => Cell.Missing,
            };
        }
    }

    public override void Select(IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        _columns = [.. required, .. optional];
        _required = required.Count;
        _keys = [.. _columns.Select(Encoding.UTF8.GetBytes)];
        _everSeen = new bool[_columns.Length];
        _seenHere = new bool[_columns.Length];
        _cells = new (CellKind, int, int, bool)[_columns.Length];
    }

    public override bool Read()
    {
        while (NextLine() is var length && length >= 0)
        {
            var line = _buffer.Pending[..length];
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0)
            {
                continue;
            }

            if (!Utf8.IsValid(line))
            {
                throw TableRefusals.NotUtf8(Place);
            }

            ReadObject(line);
            _length = length;
            _rows++;
            return true;
        }

        RefuseWhatWasNeverSeen();
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _buffer.Dispose();
        }

        base.Dispose(disposing);
    }

    // The length of the next line without its LF; -1 at the end of the file.
    private int NextLine()
    {
        _buffer.Consume(_consume);
        _consume = 0;
        var searched = 0;
        while (true)
        {
            var found = _buffer.Pending[searched..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                _row++;
                _consume = searched + found + 1;
                return searched + found;
            }

            searched = _buffer.Pending.Length;
            switch (_buffer.Fill())
            {
                case Filled.AtEnd when searched == 0:
                    return -1;
                case Filled.AtEnd:
                    _row++;
                    _consume = searched;
                    return searched;
                case Filled.OverLimit:
                    _row++;
                    throw TableRefusals.TooLong(Place, _buffer.Limit);
            }
        }
    }

    private void ReadObject(ReadOnlySpan<byte> line)
    {
        Array.Clear(_cells);
        Array.Clear(_seenHere);
        _unescapedLength = 0;
        var reader = new Utf8JsonReader(line, Strict);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new BadInputException(
                    reader.TokenType == JsonTokenType.StartArray ? "The line is a JSON array, not an object." : "The line is not a JSON object.",
                    "Write one JSON object per line; jq -c '.[]' makes that of an array.",
                    Place);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadProperty(ref reader);
            }

            // Refuses whatever follows the object.
            reader.Read();
        }
        catch (JsonException cause)
        {
            throw new BadInputException(
                $"The line is not JSON from byte {(cause.BytePositionInLine ?? 0) + 1} on.",
                "Write one JSON object per line, each on a line of its own.",
                Place,
                innerException: cause);
        }
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        var column = ColumnOf(ref reader);
        reader.Read();
        if (column < 0)
        {
            reader.Skip();
            return;
        }

        if (_seenHere[column])
        {
            throw new BadInputException($"The row names {TableRefusals.Shown(_columns[column])} twice.", "Give each key once per object.", Place);
        }

        _seenHere[column] = true;
        _everSeen[column] = true;
        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.ValueIsEscaped:
                _cells[column] = Unescape(reader.ValueSpan);
                break;
            case JsonTokenType.String:
                // The token starts at its quotation mark.
                _cells[column] = (CellKind.Text, start + 1, reader.ValueSpan.Length, false);
                break;
            case JsonTokenType.Number:
                _cells[column] = (CellKind.Number, start, reader.ValueSpan.Length, false);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                _cells[column] = (CellKind.Boolean, start, reader.ValueSpan.Length, false);
                break;
            case JsonTokenType.Null:
                break;
            default:
                throw new BadInputException(
                    $"The column {TableRefusals.Shown(_columns[column])} holds an object or an array.",
                    "Name a column that holds texts, numbers, true, false or null.",
                    Place);
        }
    }

    // A text without an escape lies in the line; one with escapes is written out behind the others.
    private (CellKind Kind, int Start, int Length, bool Unescaped) Unescape(ReadOnlySpan<byte> escaped)
    {
        if (_unescaped.Length < _unescapedLength + escaped.Length)
        {
            Array.Resize(ref _unescaped, Math.Max(2 * _unescaped.Length, _unescapedLength + escaped.Length));
        }

        var start = _unescapedLength;
        var length = JsonEscapes.Undo(escaped, _unescaped.AsSpan(start));
        _unescapedLength += length;
        return (CellKind.Text, start, length, true);
    }

    private int ColumnOf(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return ColumnOf(reader.ValueSpan);
        }

        var key = new byte[reader.ValueSpan.Length];
        return ColumnOf(key.AsSpan(0, JsonEscapes.Undo(reader.ValueSpan, key)));
    }

    private int ColumnOf(ReadOnlySpan<byte> key)
    {
        // Names are kept only to suggest one when a column turns out missing.
        if (_rows < RowsSearchedForNames && _names.Count < RowsSearchedForNames)
        {
            _names.Add(Encoding.UTF8.GetString(key));
        }

        for (var column = 0; column < _keys.Length; column++)
        {
            if (key.SequenceEqual(_keys[column]))
            {
                return column;
            }
        }

        return -1;
    }

    private void RefuseWhatWasNeverSeen()
    {
        if (_rows == 0)
        {
            throw TableRefusals.Empty(Source);
        }

        var missing = _everSeen.AsSpan(0, _required).IndexOf(false);
        if (missing >= 0)
        {
            throw TableRefusals.MissingColumn(Source, _columns[missing], _names);
        }
    }
}
