using System.Buffers.Binary;
using System.Text;
using Custos.Records.Layout;
using Custos.Store.DuckDb;

namespace Custos.Store.Journal;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">The bytes end too early.</exception>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes) : IEvidenceReader, IFieldReader
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public Guid Guid() => new(Take(16), bigEndian: true);

    public string? Text()
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(Take(4));
        return length == 0 ? null : Encoding.UTF8.GetString(Take(length - 1));
    }

    public string RequiredText() => Text() ?? throw new InvalidDataException("The journal holds nothing where a text must be.");

    string IEvidenceReader.Kind() => Byte() switch
    {
        var number when number < EvidenceWriter.Kinds.Length => EvidenceWriter.Kinds[number] ?? RequiredText(),
        var other => throw new InvalidDataException($"The journal holds evidence of an unknown kind ({other})."),
    };

    string IEvidenceReader.Text(string name) => RequiredText();

    double IEvidenceReader.Number(string name) => Double();

    double? IEvidenceReader.NumberIfAny(string name) => Double() is var number and >= 0 ? number : null;

    int IEvidenceReader.Whole(string name) => checked((int)Int64());

    bool IEvidenceReader.Truth(string name) => Byte() == 1;

    long? IFieldReader.Whole() => Whole();

    int? IFieldReader.Small() => Whole() is { } number ? checked((int)number) : null;

    double? IFieldReader.Number() => Byte() == 1 ? Double() : null;

    bool? IFieldReader.Truth() => Byte() switch { 0 => false, 1 => true, _ => null };

    DateTimeOffset? IFieldReader.Time() => Whole() is { } microseconds ? Microseconds.ToTime(microseconds) : null;

    Guid? IFieldReader.Id() => Byte() == 1 ? Guid() : null;

    private long? Whole() => Byte() == 1 ? Int64() : null;

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length) throw new InvalidDataException("An event in the journal ends too early.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
