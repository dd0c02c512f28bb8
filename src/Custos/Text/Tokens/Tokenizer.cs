using System.Collections.Concurrent;
using Custos.Records;
using Custos.Text.TokenSteps;

namespace Custos.Text.Tokens;

/// <summary>Which tokens does a model read a text as, how many are they, and which text do tokens stand for?</summary>
/// <remarks>
/// Read from a file by <see cref="TokenFiles.TokenizerFile"/>, or trained. The text is parted at its added tokens, normalised, cut into pieces,
/// and each piece encoded. Nothing is cut to a length or padded. O(n log n) at most for any text (O(n × the longest token) for WordPiece and
/// Unigram). Thread-safe: every thread works in a space of its own, 2 MB each, which are kept.
/// </remarks>
public sealed class Tokenizer
{
    private readonly TokenizerParts _parts;
    private readonly ConcurrentBag<TokenScratch> _scratches = [];

    internal Tokenizer(TokenizerParts parts) => _parts = parts;

    /// <summary>One more than the greatest id.</summary>
    public int Size => Math.Max(_parts.Model.Size, _parts.Added.Select(token => token.Id + 1).DefaultIfEmpty(0).Max());

    internal TokenizerParts Parts => _parts;

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text; a lone surrogate is read as U+FFFD.</param>
    /// <param name="withFrame">Are the special tokens around it wanted, where the tokenizer has any?</param>
    public TokenSequence Encode(ReadOnlySpan<char> text, bool withFrame = true) => _parts.Frame.Around(Find(text), null, withFrame);

    /// <summary>The tokens of two texts together, as classifiers of pairs take them.</summary>
    /// <param name="first">The first text.</param>
    /// <param name="second">The second text.</param>
    /// <param name="withFrame">Are the special tokens around them wanted, where the tokenizer has any?</param>
    public TokenSequence EncodePair(ReadOnlySpan<char> first, ReadOnlySpan<char> second, bool withFrame = true) =>
        _parts.Frame.Around(Find(first), Find(second), withFrame);

    /// <summary>How many tokens has a text, without those of the frame?</summary>
    /// <remarks>Allocates nothing where the tokenizer neither normalises nor adds blanks, as none of tiktoken's, Llama's and Qwen's does.</remarks>
    /// <param name="text">The text; a lone surrogate is read as U+FFFD.</param>
    public long Count(ReadOnlySpan<char> text)
    {
        if (_parts.Rule is not { } rule) return Find(text).Count;
        var scratch = Rent();
        var count = 0L;
        for (var at = 0; at < text.Length;)
        {
            var added = NextAdded(_parts.RawTokens, text, at);
            var end = added?.Start ?? text.Length;
            for (int start = at, stop; start < end; start = stop)
            {
                stop = start + PieceRules.EndOf(text[start..end], 0, rule);
                count += scratch.Count(_parts.Model, text[start..stop]);
            }

            count += added is null ? 0 : 1;
            at = added?.End ?? text.Length;
        }

        _scratches.Add(scratch);
        return count;
    }

    /// <summary>The text that tokens stand for. Bytes that are no UTF-8, as of half a character, become U+FFFD.</summary>
    /// <param name="ids">The tokens.</param>
    /// <param name="withSpecial">Are special tokens spelt out, or left out?</param>
    /// <exception cref="BadInputException">An id is none of this tokenizer's, or its file says how to decode in a way that is not known.</exception>
    public string Decode(ReadOnlySpan<int> ids, bool withSpecial = true) => _parts.Decoder.Decode(_parts, ids, withSpecial);

    /// <summary>The token of an id as the vocabulary spells it (byte-level ones in their alphabet); null for none.</summary>
    public string? TextOf(int id) => _parts.AddedById.TryGetValue(id, out var added) ? added.Content : _parts.Model.TextOf(id);

    /// <summary>The id of a token as the vocabulary spells it; null for none.</summary>
    public int? IdOf(string token) => _parts.Added.FirstOrDefault(added => added.Content == token)?.Id ?? _parts.Model.IdOf(token);

    private FoundTokens Find(ReadOnlySpan<char> text)
    {
        var scratch = Rent();
        var found = new FoundTokens();
        for (var at = 0; at < text.Length;)
        {
            var added = NextAdded(_parts.RawTokens, text, at);
            var end = added?.Start ?? text.Length;
            if (_parts.Rule is { } rule) FindDirect(text, at, end, rule, scratch, found);
            else FindByStep(text, at, end, scratch, found);
            if (added is { } token) found.Add(token.Token.Id, token.Start, token.End);
            at = added?.End ?? text.Length;
        }

        _scratches.Add(scratch);
        if (_parts.Frame.TrimsBlanks) found.TrimBlanks(text);
        return found;
    }

    /// <summary>Where only a known rule cuts the text, it is read in place.</summary>
    private void FindDirect(ReadOnlySpan<char> text, int start, int end, SplitRule rule, TokenScratch scratch, FoundTokens found)
    {
        while (start < end)
        {
            var stop = start + PieceRules.EndOf(text[start..end], 0, rule);
            scratch.Encode(_parts.Model, text[start..stop], start, found);
            start = stop;
        }
    }

    private void FindByStep(ReadOnlySpan<char> raw, int start, int end, TokenScratch scratch, FoundTokens found)
    {
        if (start == end) return;
        var text = AlignedText.Of(raw[start..end], start);
        foreach (var step in _parts.Normalising) text = step(text);
        for (var at = 0; at < text.Length;)
        {
            var added = NextAdded(_parts.NormalisedTokens, text.Chars, at);
            var stop = added?.Start ?? text.Length;
            if (at < stop) FindInPieces(text, at, stop, scratch, found);
            if (added is { } token) found.Add(token.Token.Id, text.PlaceOf(token.Start, token.End).Start, text.PlaceOf(token.Start, token.End).End);
            at = added?.End ?? text.Length;
        }
    }

    private void FindInPieces(AlignedText text, int start, int end, TokenScratch scratch, FoundTokens found)
    {
        var pieces = new Pieces(text, [(start, end)]);
        foreach (var step in _parts.Cutting) pieces = step(pieces);
        foreach (var (from, to) in pieces.Ranges)
        {
            var first = found.Count;
            scratch.Encode(_parts.Model, pieces.Text.Chars[from..to], from, found);
            found.Place(first, pieces.Text);
        }
    }

    private static (AddedToken Token, int Start, int End)? NextAdded(AddedTokens tokens, ReadOnlySpan<char> text, int from) =>
        tokens.IsEmpty ? null : tokens.Next(text, from);

    private TokenScratch Rent() => _scratches.TryTake(out var scratch) ? scratch : _parts.Model.CreateScratch();
}
