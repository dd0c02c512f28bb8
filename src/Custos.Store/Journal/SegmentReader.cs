using Microsoft.Win32.SafeHandles;

namespace Custos.Store.Journal;

/// <summary>Which frames does a segment hold? One after the other; damage is stepped over and counted.</summary>
/// <remarks>The file may grow meanwhile; ask again after <see cref="Next"/> has answered null. Not thread-safe.</remarks>
internal sealed class SegmentReader : IDisposable
{
    private const int BlockBytes = 1024 * 1024;

    private readonly Segment _segment;
    private readonly SafeFileHandle _file;
    private byte[] _buffer = new byte[BlockBytes];
    private long _bufferOffset;
    private int _buffered;
    private uint? _seed;
    private long _lastSequence;

    public SegmentReader(Segment segment)
    {
        _segment = segment;
        _file = File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _lastSequence = segment.FirstSequence - 1;
    }

    /// <summary>Where the next frame begins: everything before is whole or was stepped over.</summary>
    public long Position { get; private set; }

    /// <summary>Nothing is read from here on: the writer may still be at it.</summary>
    public long Limit { get; set; } = long.MaxValue;

    /// <summary>How many stretches of damaged bytes were stepped over because whole frames follow them.</summary>
    public int DamagedStretches { get; private set; }

    /// <summary>The next whole frame and its payload, which is valid until the next call; null when no whole frame follows.</summary>
    public Frame? Next(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (_seed is null && !ReadHeader()) return null;
        var frame = ReadAt(Position, out payload) ?? Search(out payload);
        if (frame is null) return null;
        Position = frame.Value.End;
        _lastSequence = frame.Value.LastSequence;
        return frame;
    }

    public void Dispose() => _file.Dispose();

    private bool ReadHeader()
    {
        if (Fill(0, Segment.HeaderBytes) < Segment.HeaderBytes) return false;
        _seed = _segment.SeedOf(Bytes(0));
        if (_seed is null) return false;
        Position = Segment.HeaderBytes;
        return true;
    }

    private Frame? ReadAt(long offset, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        Fill(offset, Frame.HeaderBytes);
        var frame = Frame.Read(Bytes(offset), offset, _seed!.Value, out var needs);
        if (frame is null && needs > Bytes(offset).Length && Fill(offset, needs) >= needs)
        {
            frame = Frame.Read(Bytes(offset), offset, _seed.Value, out _);
        }

        if (frame is not { } whole || whole.Sequence <= _lastSequence) return null;
        payload = Bytes(offset).Slice(Frame.HeaderBytes, whole.Length);
        return whole;
    }

    // After damage: the next marker that begins a whole frame.
    private Frame? Search(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        var offset = Position + 1;
        while (Fill(offset, BlockBytes) >= Frame.HeaderBytes)
        {
            var found = Bytes(offset).IndexOf(Frame.MarkerBytes);
            if (found < 0)
            {
                offset += Bytes(offset).Length - Frame.MarkerBytes.Length + 1;
                continue;
            }

            offset += found;
            if (ReadAt(offset, out payload) is { } frame)
            {
                DamagedStretches++;
                return frame;
            }

            offset++;
        }

        return null;
    }

    private ReadOnlySpan<byte> Bytes(long offset)
    {
        var skip = offset - _bufferOffset;
        return skip < 0 || skip > _buffered ? default : _buffer.AsSpan((int)skip, _buffered - (int)skip);
    }

    // How many bytes are in the buffer from the offset on; at least the number asked for, unless the file ends.
    private int Fill(long offset, int needs)
    {
        if (Bytes(offset).Length >= needs) return Bytes(offset).Length;
        var size = Math.Max(needs, BlockBytes);
        if (_buffer.Length < size || _buffer.Length > 4 * size) _buffer = new byte[size];
        _bufferOffset = offset;
        _buffered = 0;
        size = (int)Math.Clamp(Limit - offset, 0, size);
        while (_buffered < Math.Min(needs, size))
        {
            var read = RandomAccess.Read(_file, _buffer.AsSpan(_buffered, size - _buffered), offset + _buffered);
            if (read == 0) break;
            _buffered += read;
        }

        return _buffered;
    }
}
