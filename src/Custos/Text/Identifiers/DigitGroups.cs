using System.Buffers;
using Custos.Text.Rewriting;

namespace Custos.Text.Identifiers;

/// <summary>Which numbers does a run of digits spell, where single blanks, hyphens, dots or slashes may stand between them?</summary>
/// <remarks>A number begins and ends at the edge of a group of digits, so that one beside another number is still found. O(n): a group is tried with at most 40 digits after it.</remarks>
internal static class DigitGroups
{
    private const int MostDigits = 19;
    private const int FewestDigits = 8;
    private const int ContextLength = 48;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    public static void Find(ReadOnlySpan<char> text, List<IdentifierMatch> matches)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        for (var start = 0; start < text.Length; start++)
        {
            var next = text[start..].IndexOfAny(Digits);
            if (next < 0) return;
            start += next;
            var end = Read(text, start, digits, matches);
            // A number that was found is not read again; else the next one may begin at the next group.
            start = end > start ? end - 1 : EndOfGroup(text, start) - 1;
        }
    }

    // The end of the longest number that begins here, or its start when none does.
    private static int Read(ReadOnlySpan<char> text, int start, Span<byte> digits, List<IdentifierMatch> matches)
    {
        if (start > 0 && IsPartOfWord(text[start - 1])) return start;
        int length = 0, found = start;
        IdentifierMatch best = default;
        for (var i = start; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                if (!IsSeparator(text[i]) || i + 1 == text.Length || !char.IsAsciiDigit(text[i + 1])) break;
                continue;
            }

            if (length == MostDigits) break;
            digits[length++] = (byte)(text[i] - '0');
            if (length < FewestDigits || (i + 1 < text.Length && (char.IsAsciiDigit(text[i + 1]) || IsPartOfWord(text[i + 1]))))
            {
                continue;
            }

            if (KindOf(text, new TextSpan(start, i + 1 - start), digits[..length]) is { } kind)
            {
                (best, found) = (new IdentifierMatch(kind, new TextSpan(start, i + 1 - start), IsProved: kind != IdentifierKind.UsSocialSecurityNumber), i + 1);
            }
        }

        if (found > start) matches.Add(best);
        return found;
    }

    private static IdentifierKind? KindOf(ReadOnlySpan<char> text, TextSpan span, ReadOnlySpan<byte> digits) => digits.Length switch
    {
        9 when IsUsSocialSecurityNumber(text, span, digits) => IdentifierKind.UsSocialSecurityNumber,
        9 when CheckDigits.Luhn(digits) && IsNamed(text, span, "social insurance", "sin ", "sin:", "n.a.s") => IdentifierKind.CanadianSin,
        10 when CheckDigits.Nhs(digits) && IsNamed(text, span, "nhs", "health service") => IdentifierKind.UkNhsNumber,
        11 when CheckDigits.Brazilian(digits, 11) => IdentifierKind.BrazilianCpf,
        12 when digits[0] > 1 && CheckDigits.Verhoeff(digits) && IsNamed(text, span, "aadhaar", "aadhar", "uidai", "आधार") => IdentifierKind.IndianAadhaar,
        14 when CheckDigits.Brazilian(digits, 9) => IdentifierKind.BrazilianCnpj,
        >= 13 and <= 19 when IsCard(digits) => IdentifierKind.CardNumber,
        _ => null,
    };

    /// <summary>Is it in a range of a payment network, of that network's length, with Luhn's digit?</summary>
    /// <remarks>Ranges: ISO/IEC 7812 registry as the networks publish it (Visa, Mastercard, American Express, Discover, JCB, Diners, UnionPay, Maestro).</remarks>
    private static bool IsCard(ReadOnlySpan<byte> digits)
    {
        var first = (1000 * digits[0]) + (100 * digits[1]) + (10 * digits[2]) + digits[3];
        var isOfNetwork = first switch
        {
            >= 4000 and < 5000 => digits.Length is 13 or 16 or 19,
            >= 5100 and < 5600 or >= 2221 and <= 2720 => digits.Length == 16,
            >= 3400 and < 3500 or >= 3700 and < 3800 => digits.Length == 15,
            6011 or >= 6440 and < 6600 => digits.Length is >= 16 and <= 19,
            >= 3528 and < 3590 => digits.Length is >= 16 and <= 19,
            >= 3000 and < 3060 or 3095 or >= 3600 and < 3700 or >= 3800 and < 4000 => digits.Length is >= 14 and <= 19,
            >= 6200 and < 6300 => digits.Length is >= 16 and <= 19,
            5018 or 5020 or 5038 or 5893 or 6304 or 6759 or >= 6761 and <= 6763 => digits.Length is >= 13 and <= 19,
            _ => false,
        };
        return isOfNetwork && CheckDigits.Luhn(digits);
    }

    // Areas 000, 666 and 900 and above, group 00 and serial 0000 are not given out (Social Security Administration, since 2011).
    private static bool IsUsSocialSecurityNumber(ReadOnlySpan<char> text, TextSpan span, ReadOnlySpan<byte> digits)
    {
        var area = (100 * digits[0]) + (10 * digits[1]) + digits[2];
        var isGivenOut = area is > 0 and < 900 and not 666 && digits[3] + digits[4] > 0 && digits[5] + digits[6] + digits[7] + digits[8] > 0;
        var isWritten = span.Length == 11 && text[span.Start + 3] is '-' && text[span.Start + 6] is '-';
        return isGivenOut && (isWritten || IsNamed(text, span, "ssn", "social security"));
    }

    private static bool IsNamed(ReadOnlySpan<char> text, TextSpan span, params ReadOnlySpan<string> names)
    {
        var before = text[Math.Max(0, span.Start - ContextLength)..span.Start];
        foreach (var name in names)
        {
            if (before.Contains(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static int EndOfGroup(ReadOnlySpan<char> text, int start)
    {
        var length = text[start..].IndexOfAnyExcept(Digits);
        return length < 0 ? text.Length : start + length;
    }

    private static bool IsSeparator(char unit) => unit is ' ' or '-' or '.' or '/' or '\u00A0' or '\u2011' or '\u2013';

    private static bool IsPartOfWord(char unit) => char.IsLetterOrDigit(unit) || unit == '_';
}
