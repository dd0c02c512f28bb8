using Custos.Text.Tables;

namespace Custos.Text.Logs;

/// <summary>What are the next lines of a stream? Blocks whose borders depend on the bytes alone, however the stream hands them out.</summary>
/// <param name="stream">UTF-8, with or without a byte order mark.</param>
/// <param name="source">What messages call it.</param>
/// <param name="lineLimitBytes">The longest line that is kept.</param>
internal sealed class LineBlocks(Stream stream, string source, int lineLimitBytes)
{
    private readonly byte[] _rest = new byte[LineBlock.UsualBytes];
    private int _used;
    private long _offset;
    private bool _began;
    private bool _ended;

    /// <summary>Where the stream broke off before its end, and why in the words of what reads it; null where it did not.</summary>
    public (long Offset, string Cause)? Break { get; private set; }

    /// <summary>The bytes read so far.</summary>
    public long Bytes => _offset + _used;

    /// <summary>Reads the next lines into a block.</summary>
    /// <param name="block">Of the usual size; what it held is gone.</param>
    /// <exception cref="Records.BadInputException">The stream is UTF-16.</exception>
    public BlockContent Fill(LineBlock block)
    {
        block.SkippedBytes = 0;
        _rest.AsSpan(0, _used).CopyTo(block.Room(0));
        ReadUntil(block, LineBlock.UsualBytes);
        if (!_began) SkipMark(block);
        block.Offset = _offset;
        return Cut(block, from: 0) ? Content(block) : BlockContent.PartOfLine;
    }

    /// <summary>Reads on, into a block that holds part of a line, until the line ends; a line above the limit is passed over.</summary>
    public BlockContent FillLong(LineBlock block)
    {
        while (true)
        {
            if (_used > lineLimitBytes)
            {
                SkipLine(block);
                return BlockContent.Lines;
            }

            if (block.Capacity - _used < LineBlock.UsualBytes)
            {
                block.Resize((int)Math.Min(block.Capacity * 2L, (long)lineLimitBytes + 2 * LineBlock.UsualBytes));
            }

            var from = _used;
            ReadUntil(block, Math.Min(block.Capacity, _used + LineBlock.UsualBytes));
            if (Cut(block, from)) return Content(block);
        }
    }

    private static BlockContent Content(LineBlock block) => block.Length > 0 ? BlockContent.Lines : BlockContent.End;

    // Is there a line's end from here on? Then the block ends behind the last, and what follows it is kept for the next block.
    private bool Cut(LineBlock block, int from)
    {
        var found = _ended ? _used - 1 : block.Room(from)[..(_used - from)].LastIndexOf((byte)'\n') is var feed and >= 0 ? from + feed : -1;
        if (found < 0 && !_ended) return false;
        block.Length = found + 1;
        Keep(block, block.Length);
        _offset += block.Length;
        return true;
    }

    private void Keep(LineBlock block, int from)
    {
        block.Room(from)[..(_used - from)].CopyTo(_rest);
        _used -= from;
    }

    private void ReadUntil(LineBlock block, int to)
    {
        try
        {
            while (_used < to && !_ended)
            {
                var read = stream.Read(block.Room(_used)[..(to - _used)]);
                _ended = read == 0;
                _used += read;
            }
        }
        catch (InvalidDataException broken)
        {
            // Compressed data that is damaged or cut off: what came before it is kept.
            _ended = true;
            Break = (_offset + _used, broken.Message);
        }
    }

    private void SkipMark(LineBlock block)
    {
        _began = true;
        var bytes = block.Room(0)[.._used];
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw TableRefusals.Utf16(source);
        if (bytes is not [0xEF, 0xBB, 0xBF, ..]) return;
        bytes[3..].CopyTo(bytes);
        _offset = 3;
        _used -= 3;
    }

    // Passes over the line that the block begins with, up to its line feed.
    private void SkipLine(LineBlock block)
    {
        long skipped = _used;
        int end;
        do
        {
            _used = 0;
            ReadUntil(block, LineBlock.UsualBytes);
            end = block.Room(0)[.._used].IndexOf((byte)'\n');
            skipped += end < 0 ? _used : end + 1;
        }
        while (end < 0 && !_ended);
        block.SkippedBytes = skipped;
        block.Length = 0;
        Keep(block, end < 0 ? _used : end + 1);
        _offset += skipped;
    }
}

/// <summary>What came into a block?</summary>
internal enum BlockContent
{
    /// <summary>Whole lines, or a line that was passed over.</summary>
    Lines,

    /// <summary>The beginning of a line that is longer than the block.</summary>
    PartOfLine,

    /// <summary>Nothing: the input is at its end.</summary>
    End,
}
