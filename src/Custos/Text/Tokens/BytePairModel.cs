using System.Text;

namespace Custos.Text.Tokens;

/// <summary>Byte-pair encoding whose first tokens are bytes.</summary>
/// <remarks>Sennrich, Haddow and Birch 2016, over bytes as in Radford et al. 2019. O(n log n) for a piece of n bytes, O(n) for pieces of bounded length.</remarks>
internal sealed class BytePairModel : TokenModel
{
    private readonly ByteVocabulary _vocabulary;
    private readonly PairTable _pairs;
    private readonly int[] _bytes = new int[256];
    private readonly bool _takesWhole;
    private readonly int? _unknown;

    /// <param name="vocabulary">Tokens as bytes.</param>
    /// <param name="pairs">What merges.</param>
    /// <param name="takesWhole">Is a piece that is a token taken as it is, whatever merges would make of it?</param>
    /// <param name="unknown">The token of bytes that the vocabulary has not; null to leave them out.</param>
    public BytePairModel(ByteVocabulary vocabulary, PairTable pairs, bool takesWhole, int? unknown = null)
    {
        (_vocabulary, _pairs, _takesWhole, _unknown) = (vocabulary, pairs, takesWhole, unknown);
        for (var i = 0; i < 256; i++) _bytes[i] = vocabulary.IdOf([(byte)i]);
    }

    public override int Size => _vocabulary.Size;

    /// <summary>The model of a list of ranks, where two tokens merge if their bytes together are a token, those of the lowest rank first.</summary>
    public static BytePairModel OfRanks(ByteVocabulary ranks)
    {
        var pairs = new PairTable(ranks.Size * 4);
        for (var id = 0; id < ranks.Size; id++)
        {
            var bytes = ranks.BytesOf(id);
            for (var cut = 1; cut < bytes.Length; cut++)
            {
                var (left, right) = (ranks.IdOf(bytes[..cut]), ranks.IdOf(bytes[cut..]));
                if (left >= 0 && right >= 0) pairs.Set(left, right, id, id);
            }
        }

        return new BytePairModel(ranks, pairs, takesWhole: true);
    }

    public override TokenScratch CreateScratch() => new(_pairs);

    /// <summary>The bytes of a token; empty for an id that the vocabulary has not.</summary>
    public ReadOnlySpan<byte> BytesOf(int id) => _vocabulary.BytesOf(id);

    public override void Encode(ReadOnlySpan<char> piece, int offset, TokenScratch scratch, FoundTokens found)
    {
        var buffer = scratch.BytesOfLength(Encoding.UTF8.GetMaxByteCount(piece.Length));
        var bytes = buffer.AsSpan(0, Encoding.UTF8.GetBytes(piece, buffer));
        if (_takesWhole && _vocabulary.IdOf(bytes) is >= 0 and var whole)
        {
            found.Add(whole, offset, offset + piece.Length);
            return;
        }

        Merge(bytes, scratch.Merging);
        if (bytes.Length == piece.Length) AddAscii(scratch.Merging, offset, found);
        else AddBytes(scratch.Merging, bytes, offset, found);
    }

    public override string? TextOf(int id) => _vocabulary.BytesOf(id) is { IsEmpty: false } bytes ? ByteAlphabet.ToText(bytes) : null;

    public override int? IdOf(string token) => ByteAlphabet.TryToBytes(token, out var bytes) && _vocabulary.IdOf(bytes) is >= 0 and var id ? id : null;

    private void Merge(ReadOnlySpan<byte> bytes, Merging merging)
    {
        merging.Clear();
        for (var i = 0; i < bytes.Length; i++)
        {
            if ((_bytes[bytes[i]] is >= 0 and var id ? id : _unknown) is { } known) merging.Add(known, i + 1);
        }

        merging.Run();
    }

    private static void AddAscii(Merging merging, int offset, FoundTokens found)
    {
        var start = 0;
        for (var i = 0; i < merging.Count; i++)
        {
            found.Add(merging.Ids[i], offset + start, offset + merging.Ends[i]);
            start = merging.Ends[i];
        }
    }

    /// <summary>A token that holds some bytes of a character stands where the whole character does.</summary>
    private static void AddBytes(Merging merging, ReadOnlySpan<byte> bytes, int offset, FoundTokens found)
    {
        var (byteAt, charAt, width, units) = (0, 0, 0, 0);
        var first = 0;
        for (var i = 0; i < merging.Count; i++)
        {
            Step(first, bytes, ref byteAt, ref charAt, ref width, ref units);
            var start = charAt;
            Step(merging.Ends[i] - 1, bytes, ref byteAt, ref charAt, ref width, ref units);
            found.Add(merging.Ids[i], offset + start, offset + charAt + units);
            first = merging.Ends[i];
        }
    }

    /// <summary>Goes on to the character that a byte belongs to.</summary>
    private static void Step(int to, ReadOnlySpan<byte> bytes, ref int byteAt, ref int charAt, ref int width, ref int units)
    {
        while (byteAt + width <= to)
        {
            (byteAt, charAt) = (byteAt + width, charAt + units);
            width = bytes[byteAt] switch { < 0x80 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };
            units = width == 4 ? 2 : 1;
        }
    }
}
