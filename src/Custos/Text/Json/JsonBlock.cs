using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Custos.Text.Json;

/// <summary>Where among 64 bytes do JSON's tokens begin and its strings end? One bit a byte, without a branch a byte.</summary>
/// <remarks>
/// Source of the idea: Langdale and Lemire 2019, Parsing Gigabytes of JSON per Second, VLDB Journal 28, section 3.1.
/// Escapes are walked one by one, because each must be checked anyway. State is carried from block to block of one line.
/// </remarks>
internal ref struct JsonBlock
{
    public const int Size = 64;

    private static readonly byte[] EscapeKinds = MakeEscapeKinds();

    private ulong _insideString;
    private ulong _escapesFirst;
    private ulong _scalarBefore;

    /// <summary>Does the line so far hold a backslash?</summary>
    public bool HasBackslash { get; private set; }

    /// <summary>Does the line so far hold a byte beyond ASCII?</summary>
    public bool HasNonAscii { get; private set; }

    /// <summary>What is wrong in the blocks so far, first found first.</summary>
    public JsonDamage Damage { get; private set; }

    /// <summary>The byte of the line at which it is wrong.</summary>
    public int DamagedAt { get; private set; }

    /// <summary>Did the line end inside a string?</summary>
    public readonly bool IsInsideString => _insideString != 0;

    /// <summary>The bits of brackets, colons, commas, quotation marks that open or close, and first bytes of numbers and words.</summary>
    /// <param name="block">64 bytes.</param>
    /// <param name="line">The whole line, to look behind the block at an escape.</param>
    /// <param name="at">Where in the line the block begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Tokens(ref readonly byte block, ReadOnlySpan<byte> line, int at)
    {
        var low = Vector256.LoadUnsafe(in block);
        var high = Vector256.LoadUnsafe(in block, 32);
        var backslashes = Equal(low, high, (byte)'\\');
        var quotes = Equal(low, high, (byte)'"');
        if ((backslashes | _escapesFirst) != 0) quotes &= ~Escaped(backslashes, line, at);

        // Opening marks and what follows them are inside, closing marks are not.
        var inside = PrefixXor(quotes) ^ _insideString;
        _insideString = (ulong)((long)inside >> 63);

        var blanks = AtMost(low, high, 0x20);
        if ((low | high).ExtractMostSignificantBits() != 0) HasNonAscii = true;
        var controls = AtMost(low, high, 0x1F);
        if (controls != 0) CheckControls(controls, inside, line, at);

        // '[' and '{', ']' and '}' differ in one bit.
        var curlyLow = low | Vector256.Create((byte)0x20);
        var curlyHigh = high | Vector256.Create((byte)0x20);
        var marks = Bits(
            Vector256.Equals(curlyLow, Vector256.Create((byte)'{')) | Vector256.Equals(curlyLow, Vector256.Create((byte)'}')) | Vector256.Equals(low, Vector256.Create((byte)':')) | Vector256.Equals(low, Vector256.Create((byte)',')),
            Vector256.Equals(curlyHigh, Vector256.Create((byte)'{')) | Vector256.Equals(curlyHigh, Vector256.Create((byte)'}')) | Vector256.Equals(high, Vector256.Create((byte)':')) | Vector256.Equals(high, Vector256.Create((byte)',')));
        var scalars = ~(marks | blanks | inside | quotes);
        var starts = scalars & ~(scalars << 1 | _scalarBefore);
        _scalarBefore = scalars >> 63;
        return marks & ~inside | quotes | starts;
    }

    /// <summary>Is this byte part of a number or a word, so that it cannot follow one that is complete?</summary>
    public static bool IsScalar(byte value) => value > 0x20 && value is not ((byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)':' or (byte)',' or (byte)'"');

    // Which bytes are escaped by the backslash before them; each escape is checked.
    private ulong Escaped(ulong backslashes, ReadOnlySpan<byte> line, int at)
    {
        HasBackslash = true;
        var escaped = _escapesFirst;
        var left = backslashes & ~_escapesFirst;
        _escapesFirst = 0;
        while (left != 0)
        {
            var place = BitOperations.TrailingZeroCount(left);
            CheckEscape(line, at + place);
            if (place == 63)
            {
                _escapesFirst = 1;
                break;
            }

            escaped |= 2UL << place;
            left &= ~(3UL << place);
        }

        return escaped;
    }

    private void CheckEscape(ReadOnlySpan<byte> line, int backslash)
    {
        var kind = backslash + 1 < line.Length ? EscapeKinds[line[backslash + 1]] : (byte)0;
        if (kind == 1 || kind == 2 && HasDigits(line[(backslash + 2)..])) return;
        if (backslash + 1 < line.Length) Spoil(JsonDamage.BadEscape, backslash);
    }

    // Four hexadecimal digits, or as many as the line still has: that its string has no end is found elsewhere.
    private static bool HasDigits(ReadOnlySpan<byte> rest)
    {
        foreach (var digit in rest[..Math.Min(4, rest.Length)])
        {
            if (!char.IsAsciiHexDigit((char)digit)) return false;
        }

        return true;
    }

    private void CheckControls(ulong controls, ulong inside, ReadOnlySpan<byte> line, int at)
    {
        for (; controls != 0; controls &= controls - 1)
        {
            var place = BitOperations.TrailingZeroCount(controls);
            var isBlank = line[at + place] is (byte)'\t' or (byte)'\r' or (byte)'\n';
            if (!isBlank || (inside >> place & 1) != 0) Spoil(JsonDamage.ControlCharacter, at + place);
        }
    }

    private void Spoil(JsonDamage damage, int at)
    {
        if (Damage != JsonDamage.None) return;
        Damage = damage;
        DamagedAt = at;
    }

    // Bit i is the exclusive or of bits 0 to i.
    private static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported) return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ bits << 32;
    }

    private static ulong Equal(Vector256<byte> low, Vector256<byte> high, byte value) =>
        Bits(Vector256.Equals(low, Vector256.Create(value)), Vector256.Equals(high, Vector256.Create(value)));

    // Bytes count as unsigned: the larger of the byte and the bound is the bound.
    private static ulong AtMost(Vector256<byte> low, Vector256<byte> high, byte bound) => Bits(
        Vector256.Equals(Vector256.Max(low, Vector256.Create(bound)), Vector256.Create(bound)),
        Vector256.Equals(Vector256.Max(high, Vector256.Create(bound)), Vector256.Create(bound)));

    private static ulong Bits(Vector256<byte> low, Vector256<byte> high) => low.ExtractMostSignificantBits() | (ulong)high.ExtractMostSignificantBits() << 32;

    private static byte[] MakeEscapeKinds()
    {
        var kinds = new byte[256];
        foreach (var letter in "\"\\/bfnrt"u8) kinds[letter] = 1;
        kinds['u'] = 2;
        return kinds;
    }
}
