using System.Globalization;
using System.Text;

namespace Custos.Policy.Patterns;

/// <summary>Which character does an escape of a regular expression stand for, and how is a character written in .NET's?</summary>
internal static class Re2Escape
{
    /// <summary>The code point of the escape at a place, which moves behind it.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static int Read(string source, ref int place)
    {
        var letter = place + 1 < source.Length ? source[place + 1] : '\0';
        place += 2;
        switch (letter)
        {
            case 'a': return '\a';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case 'x': return ReadHexadecimal(source, ref place);
            case >= '0' and <= '7' when letter == '0' || (place < source.Length && source[place] is >= '0' and <= '7'): return ReadOctal(source, ref place);
            case >= '1' and <= '9': throw Wrong(place, "Back references cannot be matched in linear time.");
            case > '\0' when char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter): return letter;
            default: throw Wrong(place, "A backslash is followed by something that is no escape.");
        }
    }

    /// <summary>As .NET reads it, in a class and outside.</summary>
    public static string Written(int code) => code is < 128 and > 32 && char.IsAsciiLetterOrDigit((char)code)
        ? ((char)code).ToString()
        : string.Create(CultureInfo.InvariantCulture, $"\\u{code:X4}");

    private static int ReadOctal(string source, ref int place)
    {
        var code = 0;
        for (place--; place < source.Length && source[place] is >= '0' and <= '7' && code < 64; place++) code = code * 8 + (source[place] - '0');
        return code;
    }

    private static int ReadHexadecimal(string source, ref int place)
    {
        var isBraced = place < source.Length && source[place] == '{';
        var end = isBraced ? source.IndexOf('}', place) : place + 2;
        if (end < 0 || end > source.Length) throw Wrong(place, "An escape is not closed.");
        var digits = isBraced ? source[(place + 1)..end] : source[place..end];
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code)) throw Wrong(place, "An escape is no character.");
        place = isBraced ? end + 1 : end;
        return code;
    }

    internal static FormatException Wrong(int place, string problem) => new(string.Create(CultureInfo.InvariantCulture, $"The regular expression is not well-formed at character {place}: {problem}"));
}
