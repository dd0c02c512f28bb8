using System.Buffers.Binary;
using System.Text;
using Custos.Records;

namespace Custos.Sketches;

/// <summary>What do stored bytes hold? Whatever they are, reading throws nothing but <see cref="BadInputException"/>, and no count in them is believed before the bytes for it are there.</summary>
internal ref struct SketchReader
{
    /// <summary>The most values that stored bytes may speak of, so that sums of them do not overflow.</summary>
    public const long MostCount = long.MaxValue / 8;

    private const int HeaderBytes = 6;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SketchKind _kind;
    private ReadOnlySpan<byte> _rest;

    /// <exception cref="BadInputException">The bytes hold no sketch of that kind and layout, or are damaged.</exception>
    public SketchReader(ReadOnlySpan<byte> bytes, SketchKind kind, byte layout)
    {
        _kind = kind;
        if (bytes.Length < HeaderBytes + sizeof(ulong) || !bytes.StartsWith("CSK"u8))
        {
            throw new BadInputException("These bytes are no stored sketch.", "Give bytes that Custos wrote.");
        }

        if (bytes[3] != (byte)kind)
        {
            throw new BadInputException($"These bytes hold {(Enum.IsDefined((SketchKind)bytes[3]) ? $"a {(SketchKind)bytes[3]} sketch" : "a sketch of an unknown kind")}, not a {kind} sketch.", "Read them as what they are.");
        }

        if (bytes[4] != layout || bytes[5] != SeededHash.Version)
        {
            throw new BadInputException($"This {kind} sketch has layout {bytes[4]} and hash version {bytes[5]}; this program reads layout {layout} and hash version {SeededHash.Version}.", "Read it with the program that wrote it, or make it again.");
        }

        var body = bytes[..^sizeof(ulong)];
        if (SeededHash.Of(body) != BinaryPrimitives.ReadUInt64LittleEndian(bytes[body.Length..]))
        {
            throw new BadInputException($"This {kind} sketch is damaged: its bytes do not agree with the hash at their end.", "Take it from a copy, or make it again.");
        }

        _rest = body[HeaderBytes..];
    }

    public byte Byte() => Take(1)[0];

    public long Number(long least = long.MinValue, long most = long.MaxValue)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));
        Require(value >= least && value <= most);
        return value;
    }

    public int Count(int least, int most) => (int)Number(least, most);

    public ulong Bits() => unchecked((ulong)Number());

    /// <summary>A finite number between both ends.</summary>
    public double Real(double least, double most)
    {
        var value = BitConverter.Int64BitsToDouble(Number());
        Require(value >= least && value <= most);
        return value;
    }

    public ReadOnlySpan<byte> Bytes() => Take(Number(0, _rest.Length));

    /// <summary>As many bytes as the sketch must have.</summary>
    public ReadOnlySpan<byte> Bytes(long count)
    {
        Require(Number() == count);
        return Take(count);
    }

    public string Text()
    {
        try
        {
            return Strict.GetString(Bytes());
        }
        catch (DecoderFallbackException cause)
        {
            throw Broken(cause);
        }
    }

    public ulong[] Words(long least, long most)
    {
        var count = Number(least, Math.Min(most, _rest.Length / sizeof(ulong)));
        var bytes = Take(count * sizeof(ulong));
        var words = new ulong[count];
        for (var i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * sizeof(ulong))..]);
        return words;
    }

    /// <summary>Nothing may follow.</summary>
    public readonly void End() => Require(_rest.IsEmpty);

    public readonly void Require(bool isSound)
    {
        if (!isSound) throw Broken(null);
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        Require(count >= 0 && count <= _rest.Length);
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private readonly BadInputException Broken(Exception? cause) =>
        new($"This {_kind} sketch contradicts itself.", "Take it from a copy, or make it again.", innerException: cause);
}
