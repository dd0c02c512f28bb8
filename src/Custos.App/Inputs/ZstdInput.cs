namespace Custos.App.Inputs;

/// <summary>What do the frames of a zstd file hold, one after another, and is the last of them whole?</summary>
/// <remarks>Memory: the window of the frame, at most 128 MiB (<c>zstd --long</c>, <c>-22</c>), 8 MiB at the usual levels.</remarks>
internal sealed unsafe class ZstdInput : ReadOnlyStream
{
    private readonly Stream _stream;
    private readonly ZstdLibrary _zstd;
    private readonly byte[] _input = new byte[1 << 17];
    private nint _decoder;
    private int _start;
    private int _end;
    private bool _isInsideFrame;

    public ZstdInput(Stream stream, ZstdLibrary zstd)
    {
        _stream = stream;
        _zstd = zstd;
        _decoder = zstd.Create();
        if (_decoder == 0) throw new IOException("zstd found no memory to start with");
    }

    /// <exception cref="InvalidDataException">The data is damaged or cut off here; every byte before was right as far as can be told.</exception>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_decoder == 0, this);
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            // Also without new input there may be more to come out.
            var written = Decompress(buffer);
            if (written > 0) return written;
            if (_start < _end) continue;
            _start = 0;
            _end = _stream.Read(_input);
            if (_end == 0) return _isInsideFrame ? throw new InvalidDataException("The zstd data is cut off.") : 0;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _stream.Dispose();
        if (_decoder != 0) _ = _zstd.Free(_decoder);
        _decoder = 0;
        base.Dispose(disposing);
    }

    private int Decompress(Span<byte> buffer)
    {
        if (_start == _end && !_isInsideFrame) return 0;
        fixed (byte* from = _input, to = buffer)
        {
            var input = new ZstdLibrary.Piece { Bytes = from, Size = (nuint)_end, Position = (nuint)_start };
            var output = new ZstdLibrary.Piece { Bytes = to, Size = (nuint)buffer.Length };
            var left = _zstd.Decompress(_decoder, &output, &input);
            if (_zstd.IsError(left) != 0) throw new InvalidDataException("The zstd data is damaged.");
            _isInsideFrame = left != 0;
            _start = (int)input.Position;
            return (int)output.Position;
        }
    }
}
