using System.Globalization;
using System.Text;
using Custos.Records;

namespace Custos.Text.Tokens;

/// <summary>How are tokens put together to a text again?</summary>
/// <param name="way">Writes one token, the first one told so; null where it is not known how.</param>
/// <param name="unknown">What is not known, for the message.</param>
internal sealed class TokenDecoder(TokenDecoder.Way? way, string? unknown = null)
{
    /// <param name="token">The token as the vocabulary spells it.</param>
    /// <param name="isFirst">Is it the first of the text?</param>
    /// <param name="into">Where the bytes go.</param>
    internal delegate void Way(string token, bool isFirst, List<byte> into);

    /// <summary>Tokens are bytes.</summary>
    public static TokenDecoder OfBytes { get; } = new((token, _, into) =>
    {
        if (ByteAlphabet.TryToBytes(token, out var bytes)) into.AddRange(bytes);
        else into.AddRange(Encoding.UTF8.GetBytes(token));
    });

    /// <summary>Tokens are joined with a blank between them.</summary>
    public static TokenDecoder OfWords { get; } = new((token, isFirst, into) => into.AddRange(Encoding.UTF8.GetBytes(isFirst ? token : " " + token)));

    /// <summary>Tokens that go on inside a word bear a prefix; others have a blank before them.</summary>
    /// <param name="prefix">Such as <c>##</c>.</param>
    /// <param name="cleansUp">Are blanks before closing signs and contractions taken out?</param>
    public static TokenDecoder OfWordPieces(string prefix, bool cleansUp) => new((token, isFirst, into) =>
    {
        var text = !isFirst && token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : isFirst ? token : " " + token;
        into.AddRange(Encoding.UTF8.GetBytes(cleansUp ? Cleaned(text) : text));
    });

    /// <summary>Blanks are written as another character; unknown characters as tokens of bytes.</summary>
    /// <param name="blank">What a blank is written as.</param>
    /// <param name="dropsFirst">Is one blank at the beginning of the text left out?</param>
    public static TokenDecoder OfBlanks(string blank, bool dropsFirst) => new((token, isFirst, into) =>
    {
        if (ByteTokens.ByteOf(token) is { } value)
        {
            into.Add(value);
            return;
        }

        var text = token.Replace(blank, " ", StringComparison.Ordinal);
        into.AddRange(Encoding.UTF8.GetBytes(isFirst && dropsFirst && text.StartsWith(' ') ? text[1..] : text));
    });

    public static TokenDecoder Unknown(string what) => new(null, what);

    public string Decode(TokenizerParts parts, ReadOnlySpan<int> ids, bool withSpecial)
    {
        if (way is null) throw new BadInputException($"The tokenizer decodes by {unknown}, which is not known.", "Encode only, or name another decoder in its file.");
        var bytes = new List<byte>();
        var isFirst = true;
        for (var i = 0; i < ids.Length; i++)
        {
            var added = parts.AddedById.GetValueOrDefault(ids[i]);
            if (added is { IsSpecial: true } && !withSpecial) continue;
            var token = added?.Content ?? parts.Model.TextOf(ids[i])
                ?? throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"Token {ids[i]} is none of the tokenizer's."), "Decode with the tokenizer that the tokens come from.", string.Create(CultureInfo.InvariantCulture, $"token {i + 1}"));
            if (added is null || !ReferenceEquals(this, OfBytes)) way(token, isFirst, bytes);
            else bytes.AddRange(Encoding.UTF8.GetBytes(token));
            isFirst = false;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Cleaned(string text)
    {
        foreach (var sign in (string[])[".", "?", "!", ",", "n't", "'m", "'s", "'ve", "'re"])
        {
            text = text.Replace(" " + sign, sign, StringComparison.Ordinal);
        }

        return text.Replace(" ' ", "'", StringComparison.Ordinal).Replace(" do not", " don't", StringComparison.Ordinal);
    }
}
