using Custos.Text.Tokens;

namespace Custos.Providers.Onnx;

/// <summary>Which tokens does a model read at once?</summary>
/// <param name="Ids">Those of a part of the text, in the tokenizer's frame.</param>
/// <param name="Types">Of each.</param>
/// <param name="TextTokens">How many are of the text.</param>
internal sealed record TextChunk(long[] Ids, long[] Types, int TextTokens)
{
    /// <summary>The chunks of a text, in order: each but the last begins where the one before has only the overlap left, and the last ends with the text.</summary>
    /// <param name="tokens">The text's tokens in their frame.</param>
    /// <param name="maxTokens">How many a chunk has at most.</param>
    /// <param name="overlap">How many tokens neighbours share at least.</param>
    /// <exception cref="ArgumentException">The frame and the overlap leave no room for the text.</exception>
    public static IEnumerable<TextChunk> Of(TokenSequence tokens, int maxTokens, int overlap)
    {
        var before = 0;
        while (before < tokens.Length && tokens.IsFrame[before]) before++;
        var after = 0;
        while (after < tokens.Length - before && tokens.IsFrame[^(after + 1)]) after++;
        var text = tokens.Length - before - after;
        var room = maxTokens - before - after;
        if (text <= room || text == 0)
        {
            yield return Cut(tokens, before, after, 0, text);
            yield break;
        }

        if (room <= overlap) throw new ArgumentException("The frame and the overlap leave no room for the text.", nameof(overlap));
        for (var start = 0; ; start += room - overlap)
        {
            var isLast = start + room >= text;
            yield return Cut(tokens, before, after, isLast ? text - room : start, room);
            if (isLast) yield break;
        }
    }

    private static TextChunk Cut(TokenSequence tokens, int before, int after, int start, int count)
    {
        int[] places = [.. Enumerable.Range(0, before), .. Enumerable.Range(before + start, count), .. Enumerable.Range(tokens.Length - after, after)];
        return new TextChunk(Array.ConvertAll(places, place => (long)tokens.Ids[place]), Array.ConvertAll(places, place => (long)tokens.TypeIds[place]), count);
    }
}
