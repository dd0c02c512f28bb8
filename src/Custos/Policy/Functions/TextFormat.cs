using System.Globalization;
using System.Numerics;
using System.Text;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>What does a text with places such as <c>%s</c> and <c>%.2f</c> say, once they are filled in?</summary>
/// <remarks>Source: the language's text library, "format". Fractions are rounded exactly, halves to even.</remarks>
internal static class TextFormat
{
    /// <summary>The most decimals that a place may ask for.</summary>
    public const int MaxPrecision = 100;

    private const int DefaultPrecision = 6;

    public static Value Format(in Value format, in Value arguments)
    {
        var pattern = format.AsString;
        var values = arguments.AsList;
        var result = new StringBuilder(pattern.Length);
        var next = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%')
            {
                result.Append(pattern[i]);
                continue;
            }

            if (i + 1 < pattern.Length && pattern[i + 1] == '%')
            {
                result.Append('%');
                i++;
                continue;
            }

            if (!TryReadPlace(pattern, ref i, out var precision)) return Value.Error("A place of the format is none: %s, %d, %f, %e, %b, %o, %x and %X are, with up to 100 decimals as in %.2f.");
            if (next == values.Count) return Value.Error("The format has more places than there are values.");
            if (!TryWrite(result, pattern[i], precision, values[next++])) return Value.Error("A value cannot be written in the way that its place in the format asks for.");
            if (result.Length > Concatenation.MaxLength) return Concatenation.TooLong;
        }

        return Value.Of(result.ToString());
    }

    // Ends on the letter that says how to write.
    private static bool TryReadPlace(string pattern, ref int i, out int precision)
    {
        precision = DefaultPrecision;
        i++;
        if (i < pattern.Length && pattern[i] == '.')
        {
            var start = ++i;
            while (i < pattern.Length && char.IsAsciiDigit(pattern[i])) i++;
            if (!int.TryParse(pattern.AsSpan(start, i - start), NumberStyles.None, CultureInfo.InvariantCulture, out precision) || precision > MaxPrecision) return false;
        }

        return i < pattern.Length && pattern[i] is 's' or 'd' or 'f' or 'e' or 'b' or 'o' or 'x' or 'X';
    }

    private static bool TryWrite(StringBuilder result, char clause, int precision, in Value value)
    {
        switch (clause, value.Kind)
        {
            case ('s', _):
            case ('d', ValueKind.Int or ValueKind.Uint):
                result.Append(value);
                return true;
            case ('d' or 'f' or 'e', ValueKind.Double) when !double.IsFinite(value.AsDouble):
                result.Append(ValueText.OfDouble(value.AsDouble));
                return true;
            case ('d', ValueKind.Double):
                result.Append(ValueText.OfDouble(value.AsDouble));
                return true;
            case ('f', ValueKind.Double or ValueKind.Int or ValueKind.Uint):
                result.Append(Fixed(ToDouble(value), precision));
                return true;
            case ('e', ValueKind.Double or ValueKind.Int or ValueKind.Uint):
                result.Append(Scientific(ToDouble(value), precision));
                return true;
            case ('b', ValueKind.Bool):
                result.Append(value.AsBool ? '1' : '0');
                return true;
            case ('b', ValueKind.Int or ValueKind.Uint):
                result.Append(InRadix(value, "b"));
                return true;
            case ('o', ValueKind.Int or ValueKind.Uint):
                result.Append(InRadix(value, "o"));
                return true;
            case ('x' or 'X', ValueKind.Int or ValueKind.Uint):
                result.Append(Cased(InRadix(value, "x"), clause));
                return true;
            case ('x' or 'X', ValueKind.String):
                result.Append(Cased(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value.AsString)), clause));
                return true;
            case ('x' or 'X', ValueKind.Bytes):
                result.Append(Cased(Convert.ToHexStringLower(value.AsBytes), clause));
                return true;
            default:
                return false;
        }
    }

    private static string Cased(string text, char clause) => clause == 'X' ? text.ToUpperInvariant() : text;

    private static double ToDouble(in Value value) => value.Kind switch
    {
        ValueKind.Int => value.AsInt,
        ValueKind.Uint => value.AsUint,
        _ => value.AsDouble,
    };

    private static string InRadix(in Value value, string radix)
    {
        var (isNegative, size) = value.Kind == ValueKind.Uint ? (false, value.AsUint) : (value.AsInt < 0, value.AsInt < 0 ? unchecked((ulong)-value.AsInt) : (ulong)value.AsInt);
        var digits = radix switch
        {
            "b" => size.ToString("b", CultureInfo.InvariantCulture),
            "x" => size.ToString("x", CultureInfo.InvariantCulture),
            _ => Octal(size),
        };
        return isNegative ? "-" + digits : digits;
    }

    private static string Octal(ulong number)
    {
        var digits = new Stack<char>();
        do
        {
            digits.Push((char)('0' + (number & 7)));
            number >>= 3;
        }
        while (number > 0);
        return string.Concat(digits);
    }

    private static string Fixed(double number, int precision)
    {
        var digits = Scaled(Math.Abs(number), precision).ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        var sign = double.IsNegative(number) ? "-" : "";
        return precision == 0 ? sign + digits : $"{sign}{digits[..^precision]}.{digits[^precision..]}";
    }

    private static string Scientific(double number, int precision)
    {
        var size = Math.Abs(number);
        var exponent = 0;
        var digits = BigInteger.Zero;
        if (size > 0)
        {
            exponent = (int)Math.Floor(Math.Log10(size));
            digits = Scaled(size, precision - exponent);
            // The logarithm may be one off, and rounding may add a digit.
            if (digits >= BigInteger.Pow(10, precision + 1)) digits = Scaled(size, precision - ++exponent);
            else if (digits < BigInteger.Pow(10, precision)) digits = Scaled(size, precision - --exponent);
        }

        var text = digits.ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        var fraction = precision == 0 ? "" : "." + text[1..];
        return string.Create(CultureInfo.InvariantCulture, $"{(double.IsNegative(number) ? "-" : "")}{text[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    // number × 10^places as a whole number, rounded from the double's exact value, halves to even.
    private static BigInteger Scaled(double number, int places)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger numerator = exponent == 0 ? bits & 0xFFFFFFFFFFFFF : (bits & 0xFFFFFFFFFFFFF) | (1L << 52);
        var power = Math.Max(exponent, 1) - 1075;
        var denominator = BigInteger.One;
        if (power >= 0) numerator <<= power;
        else denominator <<= -power;
        if (places >= 0) numerator *= BigInteger.Pow(10, places);
        else denominator *= BigInteger.Pow(10, -places);
        var whole = BigInteger.DivRem(numerator, denominator, out var rest);
        var half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !whole.IsEven) ? whole + 1 : whole;
    }
}
