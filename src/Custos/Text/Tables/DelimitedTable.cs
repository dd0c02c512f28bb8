using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Custos.Records;

namespace Custos.Text.Tables;

/// <summary>What do the records of a CSV or TSV file hold?</summary>
/// <remarks>
/// RFC 4180, with four liberties that common writers need: a line may end in LF, CRLF or CR; a quotation mark inside an unquoted
/// field is a character like any other; empty lines are passed over where there is more than one column; and an empty field is missing, quoted or not.
/// </remarks>
internal sealed class DelimitedTable : Table
{
    private const byte Quote = (byte)'"';

    private readonly RecordBuffer _buffer;
    private readonly byte _delimiter;
    private readonly string[] _columns;
    private readonly List<(int Start, int Length)> _fields = [];
    private int[] _selection = [];
    private int _consume;
    private bool _shortened;
    private long _row;

    public DelimitedTable(string source, RecordBuffer buffer, byte delimiter)
        : base(source)
    {
        _buffer = buffer;
        _delimiter = delimiter;
        buffer.SkipMark(source);
        if (!ReadRecord())
        {
            throw TableRefusals.Empty(source);
        }

        _columns = [.. _fields.Select(field => Encoding.UTF8.GetString(Span(field)))];
        RefuseDuplicates();
    }

    public override long Row => _row;

    public override bool CanGoOn => _consume > 0;

    public override IReadOnlyList<string> Columns => _columns;

    public override Cell this[int column]
    {
        get
        {
            var selected = _selection[column];
            var bytes = selected < 0 ? default : Span(_fields[selected]);
            return bytes.IsEmpty ? Cell.Missing : Cell.OfText(bytes);
        }
    }

    public override void Select(IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        foreach (var name in required)
        {
            if (!_columns.Contains(name))
            {
                throw TableRefusals.MissingColumn(Source, name, _columns);
            }
        }

        _selection = [.. required.Concat(optional).Select(name => Array.IndexOf(_columns, name))];
    }

    public override bool Read()
    {
        while (ReadRecord())
        {
            if (_fields.Count == _columns.Length)
            {
                return true;
            }

            if (_fields is not [(_, 0)])
            {
                throw new BadInputException(
                    string.Create(CultureInfo.InvariantCulture, $"The row has {_fields.Count} fields, the header has {_columns.Length}."),
                    "Quote texts that hold the delimiter or a line break, and double the quotation marks inside them.",
                    Place);
            }
        }

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


    private void RefuseDuplicates()
    {
        var seen = new HashSet<string>();
        foreach (var column in _columns)
        {
            if (column.Length > 0 && !seen.Add(column))
            {
                throw new BadInputException($"The header names the column {TableRefusals.Shown(column)} twice.", "Give each column its own name.", Place);
            }
        }
    }

    // Finds the fields of the next record; false at the end of the file.
    private bool ReadRecord()
    {
        _buffer.Consume(_consume);
        _consume = 0;
        _shortened = false;
        _fields.Clear();
        if (!Has(0))
        {
            return false;
        }

        _row++;
        var at = 0;
        while (true)
        {
            at = Has(at) && _buffer.Pending[at] == Quote ? QuotedField(at) : BareField(at);
            if (!Has(at) || _buffer.Pending[at] != _delimiter)
            {
                break;
            }

            at++;
        }

        if (!IsUtf8(at))
        {
            throw TableRefusals.NotUtf8(Place);
        }

        // The line's end: LF, CR, CRLF, or the end of the file.
        if (Has(at))
        {
            at += _buffer.Pending[at] == '\r' && Has(at + 1) && _buffer.Pending[at + 1] == '\n' ? 2 : 1;
        }

        _consume = at;
        return true;
    }

    // Where a quotation mark was made single, stale bytes lie between two fields; delimiters are ASCII and need no look.
    private bool IsUtf8(int end) =>
        _shortened ? _fields.TrueForAll(field => Utf8.IsValid(Span(field))) : Utf8.IsValid(_buffer.Pending[..end]);

    private int BareField(int start)
    {
        var at = start;
        while (true)
        {
            var found = _buffer.Pending[at..].IndexOfAny(_delimiter, (byte)'\n', (byte)'\r');
            at = found < 0 ? _buffer.Pending.Length : at + found;
            if (found >= 0 || !Has(at))
            {
                _fields.Add((start, at - start));
                return at;
            }
        }
    }

    // Doubled quotation marks are made single in place: the bytes are the table's own and are not parsed again.
    private int QuotedField(int opening)
    {
        var start = opening + 1;
        var at = start;
        var written = start;
        while (true)
        {
            var found = _buffer.Pending[at..].IndexOf(Quote);
            var end = found < 0 ? _buffer.Pending.Length : at + found;
            if (written < at)
            {
                _buffer.Pending[at..end].CopyTo(_buffer.Pending[written..]);
            }

            written += end - at;
            at = end;
            if (found >= 0)
            {
                if (!Has(at + 1) || _buffer.Pending[at + 1] != Quote)
                {
                    break;
                }

                _shortened = true;
                _buffer.Pending[written++] = Quote;
                at += 2;
            }
            else if (!Has(at))
            {
                throw new BadInputException("A quotation mark that opens a field of this row is never closed.", "Close it, or double it where it is part of the text.", Place);
            }
        }

        at++;
        _fields.Add((start, written - start));
        if (Has(at) && _buffer.Pending[at] != _delimiter && _buffer.Pending[at] is not ((byte)'\n' or (byte)'\r'))
        {
            throw new BadInputException("Text follows a closing quotation mark.", "Double the quotation marks that are part of the text.", Place);
        }

        return at;
    }

    private ReadOnlySpan<byte> Span((int Start, int Length) field) => _buffer.Pending.Slice(field.Start, field.Length);

    private bool Has(int at)
    {
        while (at >= _buffer.Pending.Length)
        {
            switch (_buffer.Fill())
            {
                case Filled.AtEnd:
                    return false;
                case Filled.OverLimit:
                    throw TableRefusals.TooLong(Place, _buffer.Limit);
            }
        }

        return true;
    }
}
