using System.Collections.Frozen;
using System.Numerics;
using System.Security.Cryptography;
using Custos.Text.Rewriting;

namespace Custos.Text.Identifiers;

/// <summary>Which words of letters and digits are bank accounts, Spanish identity numbers or bitcoin addresses?</summary>
/// <remarks>O(n): a word is looked at closely only where its first characters and its length fit.</remarks>
internal static class AccountWords
{
    private const int LongestIban = 34;
    private const string Base58Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Bech32Digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    // Length by country: SWIFT's IBAN registry (ISO 13616).
    private static readonly FrozenDictionary<string, int> IbanLengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 "
        + "GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 "
        + "PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
        .Split(' ').ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry[2..], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);

    public static void Find(ReadOnlySpan<char> text, List<IdentifierMatch> matches)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!IsPart(text[start])) continue;
            var end = start + 1;
            while (end < text.Length && IsPart(text[end])) end++;
            var word = text[start..end];
            if (IbanEnd(text, start) is var iban and > 0) end = Add(IdentifierKind.Iban, start, iban, matches);
            else if (word.Length == 9 && IsSpanish(word)) end = Add(IdentifierKind.SpanishDni, start, end, matches);
            else if (word.Length is >= 26 and <= 90 && IsBitcoin(word)) end = Add(IdentifierKind.BitcoinAddress, start, end, matches);
            start = end;
        }
    }

    private static int Add(IdentifierKind kind, int start, int end, List<IdentifierMatch> matches)
    {
        matches.Add(new IdentifierMatch(kind, new TextSpan(start, end - start), IsProved: true));
        return end;
    }

    // Where the account that begins here ends, single blanks between its groups; 0 when none begins here.
    private static int IbanEnd(ReadOnlySpan<char> text, int start)
    {
        if (text.Length - start < 15 || !char.IsAsciiLetter(text[start]) || !char.IsAsciiLetter(text[start + 1])) return 0;
        if (!char.IsAsciiDigit(text[start + 2]) || !char.IsAsciiDigit(text[start + 3])) return 0;
        ReadOnlySpan<char> country = [char.ToUpperInvariant(text[start]), char.ToUpperInvariant(text[start + 1])];
        if (!IbanLengths.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(country, out var length)) return 0;
        Span<char> account = stackalloc char[LongestIban];
        var (read, end) = (0, start);
        while (read < length && end < text.Length)
        {
            if (char.IsAsciiLetterOrDigit(text[end])) account[read++] = char.ToUpperInvariant(text[end]);
            else if (text[end] is not (' ' or '-' or '\u00A0') || !char.IsAsciiLetterOrDigit(text[end - 1])) return 0;
            end++;
        }

        return read == length && (end == text.Length || !IsPart(text[end])) && Remainder(account[..length]) == 1 ? end : 0;
    }

    // The first four characters go to the end; letters count as 10 to 35.
    private static int Remainder(ReadOnlySpan<char> account)
    {
        var remainder = 0;
        for (var i = 0; i < account.Length; i++)
        {
            var unit = account[(i + 4) % account.Length];
            remainder = char.IsAsciiDigit(unit) ? ((10 * remainder) + unit - '0') % 97 : ((100 * remainder) + unit - 'A' + 10) % 97;
        }

        return remainder;
    }

    // X, Y and Z of a foreigner's number count as 0, 1 and 2.
    private static bool IsSpanish(ReadOnlySpan<char> word)
    {
        var number = word[0] switch { 'X' => 0, 'Y' => 1, 'Z' => 2, >= '0' and <= '9' => word[0] - '0', _ => -1 };
        if (number < 0) return false;
        foreach (var unit in word[1..8])
        {
            if (!char.IsAsciiDigit(unit)) return false;
            number = (10 * number) + unit - '0';
        }

        return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] == word[8];
    }

    private static bool IsBitcoin(ReadOnlySpan<char> word) =>
        word[0] is '1' or '3' ? word.Length <= 35 && IsBase58Check(word) : word.StartsWith("bc1", StringComparison.OrdinalIgnoreCase) && IsBech32(word);

    private static bool IsBase58Check(ReadOnlySpan<char> word)
    {
        var number = BigInteger.Zero;
        foreach (var unit in word)
        {
            var digit = Base58Digits.IndexOf(unit, StringComparison.Ordinal);
            if (digit < 0) return false;
            number = (58 * number) + digit;
        }

        Span<byte> bytes = stackalloc byte[25];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        bytes.Clear();
        var length = number.GetByteCount(isUnsigned: true);
        if (length > bytes.Length) return false;
        number.TryWriteBytes(bytes[^length..], out _, isUnsigned: true, isBigEndian: true);
        SHA256.HashData(bytes[..21], digest);
        SHA256.HashData(digest, digest);
        return digest[..4].SequenceEqual(bytes[21..]);
    }

    private static bool IsBech32(ReadOnlySpan<char> word)
    {
        // The prefix "bc" is expanded to its high bits, a 0, and its low bits.
        var sum = 1u;
        foreach (var value in (ReadOnlySpan<byte>)[3, 3, 0, 2, 3]) sum = Step(sum, value);
        foreach (var unit in word[3..])
        {
            var value = Bech32Digits.IndexOf(char.ToLowerInvariant(unit), StringComparison.Ordinal);
            if (value < 0) return false;
            sum = Step(sum, (uint)value);
        }

        return sum is 1 or 0x2BC830A3;
    }

    // BIP 173's generator; BIP 350 changes the constant at the end only.
    private static uint Step(uint sum, uint value)
    {
        var top = sum >> 25;
        sum = ((sum & 0x1FFFFFF) << 5) ^ value;
        if ((top & 1) != 0) sum ^= 0x3B6A57B2;
        if ((top & 2) != 0) sum ^= 0x26508E6D;
        if ((top & 4) != 0) sum ^= 0x1EA119FA;
        if ((top & 8) != 0) sum ^= 0x3D4233DD;
        if ((top & 16) != 0) sum ^= 0x2A1462B3;
        return sum;
    }

    private static bool IsPart(char unit) => char.IsLetterOrDigit(unit) || unit == '_';
}
