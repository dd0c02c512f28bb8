using System.Runtime.InteropServices;

namespace Custos.Policy.Json;

/// <summary>What does a number of a JSON text stand for, exactly, however many digits it has?</summary>
/// <remarks>
/// The value is its digits, without zeros at either end, times ten to <see cref="Low"/>. Nothing is rounded and nothing allocated; each
/// question is O(digits).
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct JsonNumber
{
    /// <summary>Digits that one step of a remainder takes: 10^18 times a divisor below 10^18 fits in 128 bits.</summary>
    public const int MaxDivisorDigits = 18;

    private const long MaxExponent = 999_999_999;

    private readonly ReadOnlySpan<byte> _whole;
    private readonly ReadOnlySpan<byte> _fraction;

    /// <param name="text">As the JSON text has it; <see cref="CanRead"/> is true of it.</param>
    public JsonNumber(ReadOnlySpan<byte> text)
    {
        IsNegative = text[0] == '-';
        var mark = text.IndexOfAny((byte)'e', (byte)'E');
        var exponent = mark < 0 ? 0 : ExponentOf(text[(mark + 1)..]);
        var digits = text[(IsNegative ? 1 : 0)..(mark < 0 ? text.Length : mark)];
        var point = digits.IndexOf((byte)'.');
        _whole = point < 0 ? digits : digits[..point];
        _fraction = point < 0 ? default : digits[(point + 1)..].TrimEnd((byte)'0');
        var wholeLength = _whole.Length;
        if (_fraction.IsEmpty) _whole = _whole.TrimEnd((byte)'0');
        Low = exponent + (_fraction.IsEmpty ? wholeLength - _whole.Length : -_fraction.Length);
        _whole = _whole.TrimStart((byte)'0');
        if (_whole.IsEmpty) _fraction = _fraction.TrimStart((byte)'0');
    }

    public bool IsNegative { get; }

    /// <summary>The power of ten that the last digit counts.</summary>
    public long Low { get; }

    public int DigitCount => _whole.Length + _fraction.Length;

    public bool IsZero => DigitCount == 0;

    /// <summary>Is there nothing behind the point? It is so of 1.0 and 1e3.</summary>
    public bool IsWhole => IsZero || Low >= 0;

    /// <summary>Is the exponent one that can be reckoned with?</summary>
    public static bool CanRead(ReadOnlySpan<byte> text)
    {
        var mark = text.IndexOfAny((byte)'e', (byte)'E');
        return mark < 0 || ExponentOf(text[(mark + 1)..]) is >= -MaxExponent and <= MaxExponent;
    }

    /// <summary>Below 0, 0 or above, as the first is less, equal or more.</summary>
    public static int Compare(JsonNumber one, JsonNumber other)
    {
        if (one.Sign != other.Sign) return one.Sign.CompareTo(other.Sign);
        return one.Sign * one.CompareSize(other);
    }

    /// <summary>Is it a whole number of times the divisor?</summary>
    /// <param name="divisor">Above 0, with at most <see cref="MaxDivisorDigits"/> digits.</param>
    public bool IsMultipleOf(JsonNumber divisor)
    {
        if (IsZero) return true;
        // The last digit is not 0, so that no power of ten is left to divide by.
        if (Low < divisor.Low) return false;
        var modulus = divisor.Mantissa();
        return (UInt128)Remainder(modulus) * PowerOfTen(Low - divisor.Low, modulus) % modulus == 0;
    }

    private int Sign => IsZero ? 0 : IsNegative ? -1 : 1;

    private int CompareSize(JsonNumber other)
    {
        var order = (Low + DigitCount).CompareTo(other.Low + other.DigitCount);
        var count = Math.Max(DigitCount, other.DigitCount);
        for (var i = 0; i < count && order == 0; i++) order = DigitAt(i).CompareTo(other.DigitAt(i));
        return order;
    }

    private int DigitAt(int place)
    {
        if (place < _whole.Length) return _whole[place] - '0';
        place -= _whole.Length;
        return place < _fraction.Length ? _fraction[place] - '0' : 0;
    }

    private ulong Mantissa()
    {
        var mantissa = 0UL;
        for (var i = 0; i < DigitCount; i++) mantissa = 10 * mantissa + (ulong)DigitAt(i);
        return mantissa;
    }

    private ulong Remainder(ulong modulus)
    {
        var remainder = 0UL;
        for (var i = 0; i < DigitCount;)
        {
            var (part, scale) = (0UL, 1UL);
            for (var end = Math.Min(DigitCount, i + MaxDivisorDigits); i < end; i++, scale *= 10) part = 10 * part + (ulong)DigitAt(i);
            remainder = (ulong)(((UInt128)remainder * scale + part) % modulus);
        }

        return remainder;
    }

    private static ulong PowerOfTen(long exponent, ulong modulus)
    {
        var (power, square) = (1 % modulus, 10 % modulus);
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1) power = (ulong)((UInt128)power * square % modulus);
            square = (ulong)((UInt128)square * square % modulus);
        }

        return power;
    }

    // One beyond what is allowed stands for all that are.
    private static long ExponentOf(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        var exponent = 0L;
        foreach (var digit in text[(text[0] is (byte)'-' or (byte)'+' ? 1 : 0)..]) exponent = Math.Min(MaxExponent + 1, 10 * exponent + (digit - '0'));
        return isNegative ? -exponent : exponent;
    }
}
