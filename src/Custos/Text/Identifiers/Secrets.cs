using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Custos.Text.Rewriting;

namespace Custos.Text.Identifiers;

/// <summary>Where are keys, tokens and private keys? Found by the prefixes that services give them.</summary>
/// <remarks>O(n), by a vectorised search for all prefixes at once. Sources: the services' own pages on the format of their keys.</remarks>
internal static class Secrets
{
    private const int LongestToken = 16 * 1024;
    private const int LongestHeader = 1024;
    private const int GitHubRandomLength = 30;
    private const int ChecksumLength = 6;
    private const string Base62Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // The prefix, and the fewest characters of [A-Za-z0-9_-] that follow it.
    private static readonly (string Prefix, int Fewest)[] Known =
    [
        ("AKIA", 16), ("ASIA", 16), ("AIza", 35), ("ya29.", 20), ("ghp_", 36), ("gho_", 36), ("ghu_", 36), ("ghs_", 36), ("ghr_", 36), ("github_pat_", 60),
        ("glpat-", 20), ("npm_", 36), ("pypi-", 50), ("xoxb-", 20), ("xoxp-", 20), ("xoxa-", 20), ("xapp-", 20), ("sk_live_", 24), ("rk_live_", 24), ("whsec_", 24),
        ("sk-ant-", 40), ("sk-proj-", 40), ("sk-svcacct-", 40), ("sk-", 40), ("hf_", 34), ("SG.", 50), ("dop_v1_", 64), ("shpat_", 32), ("lin_api_", 40), ("dckr_pat_", 27),
        ("custos_", 32),
    ];

    private static readonly SearchValues<string> Prefixes =
        SearchValues.Create([.. Known.Select(one => one.Prefix), "eyJ", "-----BEGIN "], StringComparison.Ordinal);

    public static void Find(ReadOnlySpan<char> text, List<IdentifierMatch> matches)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var next = text[start..].IndexOfAny(Prefixes);
            if (next < 0) return;
            start += next;
            if (start > 0 && IsBody(text[start - 1]) && text[start - 1] != '-') continue;
            if (Read(text, start) is not { } found) continue;
            matches.Add(found);
            start = found.Span.End - 1;
        }
    }

    private static IdentifierMatch? Read(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        if (rest[0] == '-') return PrivateKeyLength(rest) is var line and > 0 ? Match(IdentifierKind.PrivateKey, start, line, isProved: true) : null;
        if (rest.StartsWith("eyJ", StringComparison.Ordinal)) return WebTokenLength(rest) is var length and > 0 ? Match(IdentifierKind.JsonWebToken, start, length, isProved: true) : null;
        foreach (var (prefix, fewest) in Known)
        {
            if (!rest.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var body = rest[prefix.Length..];
            var end = 0;
            while (end < body.Length && end < LongestToken && (IsBody(body[end]) || (body[end] == '.' && prefix[^1] == '.'))) end++;
            if (end < fewest) continue;
            var isProved = prefix.Length == 4 && prefix[^1] == '_' && end == GitHubRandomLength + ChecksumLength && HasChecksum(body[..end]);
            return Match(IdentifierKind.ServiceKey, start, prefix.Length + end, isProved);
        }

        return null;
    }

    private static IdentifierMatch Match(IdentifierKind kind, int start, int length, bool isProved) => new(kind, new TextSpan(start, length), isProved);

    private static int PrivateKeyLength(ReadOnlySpan<char> rest)
    {
        const int Longest = 64;
        var line = rest[..Math.Min(Longest, rest.Length)];
        var end = line.IndexOf("PRIVATE KEY-----", StringComparison.Ordinal);
        return end < 0 ? 0 : end + "PRIVATE KEY-----".Length;
    }

    // Three parts of base64 for URLs, the first of them a JSON object with an algorithm.
    private static int WebTokenLength(ReadOnlySpan<char> rest)
    {
        var (end, dots, header) = (0, 0, 0);
        for (; end < rest.Length && end < LongestToken; end++)
        {
            if (rest[end] == '.' && dots < 2) header = ++dots == 1 ? end : header;
            else if (!IsBody(rest[end])) break;
        }

        return dots == 2 && header <= LongestHeader && HasAlgorithm(rest[..header]) ? end : 0;
    }

    private static bool HasAlgorithm(ReadOnlySpan<char> header)
    {
        Span<byte> utf8 = stackalloc byte[LongestHeader];
        if (Base64Url.DecodeFromChars(header, utf8, out _, out var written) != OperationStatus.Done) return false;
        var json = new Utf8JsonReader(utf8[..written]);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
            var hasAlgorithm = false;
            while (json.Read())
            {
                hasAlgorithm |= json.CurrentDepth == 1 && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("alg"u8);
            }

            return hasAlgorithm;
        }
        catch (JsonException)
        {
            // It is no JSON, so no token either.
            return false;
        }
    }

    // GitHub's and npm's tokens end with the CRC-32 of what is before, in base 62 (GitHub, "Behind GitHub's new authentication token formats", 2021).
    private static bool HasChecksum(ReadOnlySpan<char> body)
    {
        Span<byte> random = stackalloc byte[GitHubRandomLength];
        Encoding.ASCII.GetBytes(body[..GitHubRandomLength], random);
        var sum = ~0u;
        foreach (var value in random)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ ((sum & 1) == 0 ? 0 : 0xEDB88320);
        }

        sum = ~sum;
        for (var i = body.Length - 1; i >= GitHubRandomLength; i--)
        {
            if (body[i] != Base62Digits[(int)(sum % 62)]) return false;
            sum /= 62;
        }

        return sum == 0;
    }

    private static bool IsBody(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '_' or '-';
}
