using System.Buffers;
using System.Globalization;
using Custos.Text.Rewriting;

namespace Custos.Text.Identifiers;

/// <summary>Where are mailboxes, telephone numbers and IP addresses? By their shape, for they bear no checksum.</summary>
/// <remarks>O(n): each is looked for around the one character that all of its kind hold, over a bounded distance.</remarks>
internal static class Addresses
{
    private const int LongestLocalPart = 64;
    private const int LongestDomain = 253;
    private const int FewestDigits = 8;
    private const int MostDigits = 15;
    private const int LongestPhoneNumber = 32;
    private const int FewestInIpAddress = 6;
    private const int LongestIpAddress = 45;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> AreaDigits = SearchValues.Create("23456789");

    public static void Find(ReadOnlySpan<char> text, List<IdentifierMatch> matches)
    {
        FindMailboxes(text, matches);
        FindPhoneNumbers(text, matches);
        FindIpAddresses(text, matches);
    }

    private static void FindMailboxes(ReadOnlySpan<char> text, List<IdentifierMatch> matches)
    {
        for (int at = text.IndexOf('@'), from = 0; at >= 0; at = Next(text, at, '@'))
        {
            var start = at;
            while (start > from && at - start < LongestLocalPart && IsLocal(text[start - 1])) start--;
            while (start < at && text[start] is '.' or '-' or '+' or '%') start++;
            var (end, label, labels) = (at + 1, 0, 1);
            for (; end < text.Length && end - at <= LongestDomain; end++)
            {
                if (char.IsLetterOrDigit(text[end])) label++;
                else if (text[end] == '.' && label > 0 && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])) (label, labels) = (0, labels + 1);
                else if (text[end] != '-' || label == 0) break;
                else label++;
            }

            if (start == at || labels < 2 || label < 2 || !char.IsLetter(text[end - 1])) continue;
            Add(IdentifierKind.EmailAddress, start, end, matches);
            from = end;
        }
    }

    private static void FindPhoneNumbers(ReadOnlySpan<char> text, List<IdentifierMatch> matches)
    {
        for (var plus = text.IndexOf('+'); plus >= 0; plus = Next(text, plus, '+'))
        {
            if (plus > 0 && char.IsLetterOrDigit(text[plus - 1])) continue;
            var (digits, end) = (0, plus + 1);
            for (var i = plus + 1; i < text.Length && i - plus < LongestPhoneNumber; i++)
            {
                if (char.IsAsciiDigit(text[i])) (digits, end) = (digits + 1, i + 1);
                else if (text[i] is not (' ' or '-' or '.' or '(' or ')' or '/' or '\u00A0') || i > end + 1) break;
            }

            var isWhole = end == text.Length || !char.IsLetterOrDigit(text[end]);
            if (digits is >= FewestDigits and <= MostDigits && text[plus + 1] != '0' && isWhole) Add(IdentifierKind.PhoneNumber, plus, end, matches);
        }

        // North America: 3, 3 and 4 digits, the first of each three from 2 to 9.
        for (var i = text.IndexOfAny(AreaDigits); i >= 0 && i + 12 <= text.Length;)
        {
            var hasParentheses = i > 0 && text[i - 1] == '(' && text[i + 3] == ')';
            var start = hasParentheses ? i - 1 : i;
            var second = i + (hasParentheses && text[i + 4] == ' ' ? 5 : 4);
            if ((start == 0 || (!char.IsLetterOrDigit(text[start - 1]) && text[start - 1] is not ('-' or '.' or '+' or '/')))
                && second + 8 <= text.Length && AreDigits(text.Slice(i, 3)) && (hasParentheses || text[i + 3] is '-' or '.' or ' ')
                && text[second] is >= '2' and <= '9' && AreDigits(text.Slice(second, 3)) && text[second + 3] is '-' or '.' or ' '
                && AreDigits(text.Slice(second + 4, 4)) && (second + 8 == text.Length || !char.IsLetterOrDigit(text[second + 8])))
            {
                Add(IdentifierKind.PhoneNumber, start, second + 8, matches);
            }

            var next = text[(i + 1)..].IndexOfAny(AreaDigits);
            i = next < 0 ? -1 : i + 1 + next;
        }
    }

    private static void FindIpAddresses(ReadOnlySpan<char> text, List<IdentifierMatch> matches)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var next = text[start..].IndexOfAny('.', ':');
            if (next < 0) return;
            var (first, end) = (start + next, start + next);
            while (first > 0 && first > start && IsIp(text[first - 1])) first--;
            while (end < text.Length && IsIp(text[end])) end++;
            while (end > first && text[end - 1] is '.' || (end > first + 1 && text[end - 1] == ':' && text[end - 2] != ':')) end--;
            var isAlone = (first == 0 || !char.IsLetterOrDigit(text[first - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
            if (isAlone && IsIpAddress(text[first..end])) Add(IdentifierKind.IpAddress, first, end, matches);
            start = Math.Max(end, start + next);
        }
    }

    private static bool IsIpAddress(ReadOnlySpan<char> text)
    {
        if (text.Length is < FewestInIpAddress or > LongestIpAddress) return false;
        return text.Contains(':') ? text.ContainsAny(Digits) && IsVersion6(text) : IsVersion4(text);
    }

    private static bool IsVersion4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var part in text.Split('.'))
        {
            parts++;
            if (text[part].Length > 3 || !byte.TryParse(text[part], NumberStyles.None, CultureInfo.InvariantCulture, out _)) return false;
        }

        return parts == 4;
    }

    // RFC 4291: eight groups of up to four hexadecimal digits; "::" stands for one or more groups of 0, once; the last two may be written as version 4.
    private static bool IsVersion6(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0) return GroupsOf(text) == 8;
        if (text[(gap + 1)..].Contains("::", StringComparison.Ordinal)) return false;
        var (before, after) = (GroupsOf(text[..gap]), GroupsOf(text[(gap + 2)..]));
        return before >= 0 && after >= 0 && before + after is > 0 and < 8;
    }

    // How many groups there are; -1 where one is none.
    private static int GroupsOf(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return 0;
        var groups = 0;
        foreach (var group in text.Split(':'))
        {
            var isLast = group.End.Value == text.Length;
            if (isLast && text[group].Contains('.')) return IsVersion4(text[group]) ? groups + 2 : -1;
            if (text[group].Length is < 1 or > 4 || text[group].Contains('.')) return -1;
            groups++;
        }

        return groups;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Digits);

    private static bool IsIp(char unit) => char.IsAsciiHexDigit(unit) || unit is '.' or ':';

    private static bool IsLocal(char unit) => char.IsLetterOrDigit(unit) || unit is '.' or '_' or '%' or '+' or '-';

    private static int Next(ReadOnlySpan<char> text, int after, char unit)
    {
        var next = text[(after + 1)..].IndexOf(unit);
        return next < 0 ? -1 : after + 1 + next;
    }

    private static void Add(IdentifierKind kind, int start, int end, List<IdentifierMatch> matches) =>
        matches.Add(new IdentifierMatch(kind, new TextSpan(start, end - start), IsProved: false));
}
