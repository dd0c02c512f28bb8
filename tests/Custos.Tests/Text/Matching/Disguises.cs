using System.IO.Compression;
using System.Text;

namespace Custos.Tests.Text.Matching;

/// <summary>How may the same words be written so that a person or a model reads them and a filter does not?</summary>
internal static class Disguises
{
    private static readonly string[] Morse =
        [".-", "-...", "-.-.", "-..", ".", "..-.", "--.", "....", "..", ".---", "-.-", ".-..", "--", "-.", "---", ".--.", "--.-", ".-.", "...", "-", "..-", "...-", ".--", "-..-", "-.--", "--.."];

    private static readonly string[] Radio =
        ["alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey", "xray", "yankee", "zulu"];

    public static IReadOnlyList<(string Name, Func<string, string> Apply)> All { get; } =
    [
        ("plain", text => text),
        ("capitals", text => text.ToUpperInvariant()),
        ("full width", text => Map(text, unit => unit is > ' ' and <= '~' ? (char)(unit + 0xFEE0) : unit)),
        ("mathematical letters", text => string.Concat(text.Select(unit => char.IsAsciiLetterLower(unit) ? char.ConvertFromUtf32(0x1D586 + unit - 'a') : unit.ToString()))),
        ("circled letters", text => Map(text, unit => char.IsAsciiLetterLower(unit) ? (char)(0x24D0 + unit - 'a') : unit)),
        ("small capitals", text => Exchange(text, "abcdefghijklmnoprtuvwz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡᴢ")),
        ("Cyrillic homoglyphs", text => Exchange(text, "aceopxyis", "асеорхуіѕ")),
        ("Greek homoglyphs", text => Exchange(text, "ovtip", "οντιρ")),
        ("accents", text => Exchange(text, "aeiou", "áéíóú")),
        ("zalgo", text => string.Concat(text.Select(unit => char.IsLetter(unit) ? unit + "\u0336\u0321\u035C\u0489" : unit.ToString()))),
        ("zero width", text => string.Join('\u200B', text.ToCharArray())),
        ("soft hyphens and bidi", text => string.Concat(text.Select((unit, i) => unit + (i % 2 == 0 ? "\u00AD" : "\u202E\u202C")))),
        ("leet", text => Exchange(text, "aeiost", "431057")),
        ("leet with signs", text => Exchange(text, "aso", "@$0")),
        ("letters spaced", text => string.Join("  ", text.Split(' ').Select(word => string.Join(' ', word.ToCharArray())))),
        ("letters dotted", text => string.Join(' ', text.Split(' ').Select(word => string.Join('.', word.ToCharArray())))),
        ("letters dashed without words", text => string.Join('-', text.Replace(" ", "", StringComparison.Ordinal).ToCharArray())),
        ("leet and spaced", text => string.Join("  ", Exchange(text, "aeiost", "431057").Split(' ').Select(word => string.Join(' ', word.ToCharArray())))),
        ("letters drawn out", text => string.Concat(text.Select((unit, i) => char.IsLetter(unit) && i % 3 == 0 ? new string(unit, 4) : unit.ToString()))),
        ("run together", text => text.Replace(" ", "", StringComparison.Ordinal)),
        ("rot13", text => Map(text, unit => Turn(unit, at => (at + 13) % 26))),
        ("atbash", text => Map(text, unit => Turn(unit, at => 25 - at))),
        ("reversed", text => new string([.. text.Reverse()])),
        ("words reversed", text => string.Join(' ', text.Split(' ').Select(word => new string([.. word.Reverse()])))),
        ("base64", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        ("base64 URL, unpadded", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        ("base64 twice", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))))),
        ("gzip in base64", text => Convert.ToBase64String(Gzip(text))),
        ("hex", text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))),
        ("hex pairs", text => string.Join(' ', Encoding.UTF8.GetBytes(text).Select(one => $"0x{one:x2}"))),
        ("binary", text => string.Join(' ', Encoding.UTF8.GetBytes(text).Select(one => Convert.ToString(one, 2).PadLeft(8, '0')))),
        ("percent", text => string.Concat(Encoding.UTF8.GetBytes(text).Select(one => $"%{one:X2}"))),
        ("HTML entities", text => string.Concat(text.Select(unit => $"&#{(int)unit};"))),
        ("unicode escapes", text => string.Concat(text.Select(unit => $"\\u{(int)unit:x4}"))),
        ("quoted-printable", text => string.Concat(Encoding.UTF8.GetBytes(text).Select(one => $"={one:X2}"))),
        ("Morse", text => string.Join(" / ", text.Split(' ').Select(word => string.Join(' ', word.Where(char.IsAsciiLetterLower).Select(unit => Morse[unit - 'a']))))),
        ("radio alphabet", text => string.Join(" / ", text.Split(' ').Select(word => string.Join(' ', word.Where(char.IsAsciiLetterLower).Select(unit => Radio[unit - 'a']))))),
        ("tag characters", text => "Hello " + string.Concat(text.Select(unit => char.ConvertFromUtf32(0xE0000 + unit)))),
        ("rot13 in base64 in percent", text => string.Concat(Convert.ToBase64String(Encoding.UTF8.GetBytes(Map(text, unit => Turn(unit, at => (at + 13) % 26)))).Select(unit => $"%{(int)unit:X2}"))),
    ];

    private static string Map(string text, Func<char, char> map) => string.Concat(text.Select(map));

    private static string Exchange(string text, string from, string to) => Map(text, unit => from.IndexOf(unit) is >= 0 and var at ? to[at] : unit);

    private static char Turn(char unit, Func<int, int> turn) => char.IsAsciiLetterLower(unit) ? (char)('a' + turn(unit - 'a')) : unit;

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
