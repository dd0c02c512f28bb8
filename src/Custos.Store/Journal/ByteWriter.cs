using System.Buffers.Binary;
using System.Text;
using Custos.Records.Layout;
using Custos.Store.DuckDb;

namespace Custos.Store.Journal;

/// <summary>Bytes that grow as they are written; reused from one append to the next.</summary>
internal sealed class ByteWriter : IFieldWriter
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear()
    {
        // One huge text must not keep its memory for ever; a batch of spans, which comes again and again, may.
        if (_bytes.Length > 4 * 1024 * 1024) _bytes = new byte[4096];
        _length = 0;
    }

    public void Byte(byte value) => Room(1)[0] = value;

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Room(8), value);

    public void Guid(Guid value) => value.TryWriteBytes(Room(16), bigEndian: true, out _);

    public void Text(string? value)
    {
        if (value is null)
        {
            BinaryPrimitives.WriteInt32LittleEndian(Room(4), 0);
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteInt32LittleEndian(Room(4), bytes + 1);
        Encoding.UTF8.GetBytes(value, Room(bytes));
    }

    void IFieldWriter.Whole(long? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } known) Int64(known);
    }

    void IFieldWriter.Small(int? value) => ((IFieldWriter)this).Whole(value);

    void IFieldWriter.Number(double? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } known) Double(known);
    }

    void IFieldWriter.Truth(bool? value) => Byte(value switch { false => 0, true => 1, null => 2 });

    void IFieldWriter.Time(DateTimeOffset? value) => ((IFieldWriter)this).Whole(value is { } at ? Microseconds.Of(at) : null);

    void IFieldWriter.Id(Guid? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } known) Guid(known);
    }

    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _length < bytes) Array.Resize(ref _bytes, checked((int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)_length + bytes))));
        _length += bytes;
        return _bytes.AsSpan(_length - bytes, bytes);
    }
}
