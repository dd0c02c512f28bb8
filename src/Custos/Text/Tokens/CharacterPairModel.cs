using System.Text;

namespace Custos.Text.Tokens;

/// <summary>Byte-pair encoding whose first tokens are characters, unknown ones spelt by bytes where the vocabulary has those.</summary>
/// <remarks>As SentencePiece's models are carried over into tokenizer.json. O(n log n).</remarks>
/// <param name="vocabulary">All tokens.</param>
/// <param name="pairs">What merges.</param>
/// <param name="bytes">The tokens of single bytes; null for none.</param>
/// <param name="unknown">The token of other characters; null to leave them out.</param>
/// <param name="fusesUnknown">Are unknown neighbours one token?</param>
/// <param name="takesWhole">Is a piece that is a token taken as it is?</param>
internal sealed class CharacterPairModel(TextVocabulary vocabulary, PairTable pairs, ByteTokens? bytes, int? unknown, bool fusesUnknown, bool takesWhole) : TokenModel
{
    public override int Size => vocabulary.Size;

    public override TokenScratch CreateScratch() => new(pairs);

    public override string? TextOf(int id) => vocabulary.TextOf(id);

    public override int? IdOf(string token) => vocabulary.IdOf(token);

    public override void Encode(ReadOnlySpan<char> piece, int offset, TokenScratch scratch, FoundTokens found)
    {
        if (takesWhole && vocabulary.IdOf(piece) is >= 0 and var whole)
        {
            found.Add(whole, offset, offset + piece.Length);
            return;
        }

        var row = scratch.Merging;
        row.Clear();
        var at = 0;
        var before = false;
        foreach (var rune in piece.EnumerateRunes())
        {
            var end = at + rune.Utf16SequenceLength;
            before = AddRune(row, piece[at..end], rune, end, before);
            at = end;
        }

        row.Run();
        AddAll(row, offset, found);
    }

    /// <summary>True where it was unknown.</summary>
    private bool AddRune(Merging row, ReadOnlySpan<char> text, Rune rune, int end, bool afterUnknown)
    {
        var id = vocabulary.IdOf(text);
        if (id >= 0)
        {
            row.Add(id, end);
        }
        else if (bytes is not null)
        {
            Span<byte> utf8 = stackalloc byte[4];
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)]) row.Add(bytes[value], end);
        }
        else if (unknown is { } token)
        {
            if (afterUnknown && fusesUnknown) row.StretchLast(end);
            else row.Add(token, end);
            return true;
        }

        return false;
    }

    private static void AddAll(Merging row, int offset, FoundTokens found)
    {
        var (start, before) = (0, 0);
        for (var i = 0; i < row.Count; i++)
        {
            // The bytes of one character all end where it does, and begin where it does.
            var end = row.Ends[i];
            if (end > before) (start, before) = (before, end);
            found.Add(row.Ids[i], offset + start, offset + end);
        }
    }
}
