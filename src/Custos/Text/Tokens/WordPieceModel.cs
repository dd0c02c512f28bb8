namespace Custos.Text.Tokens;

/// <summary>WordPiece: the longest token that a word begins with, then the longest that goes on, and so on; else the word is unknown.</summary>
/// <remarks>Devlin et al. 2019. O(n × the longest token).</remarks>
/// <param name="vocabulary">All tokens.</param>
/// <param name="unknown">The token of a word that cannot be spelt.</param>
/// <param name="prefix">What tokens begin with that go on inside a word.</param>
/// <param name="longestWord">Words of more code points are unknown.</param>
internal sealed class WordPieceModel(TextVocabulary vocabulary, int unknown, string prefix, int longestWord) : TokenModel
{
    private readonly int _inside = vocabulary.NodeOf(prefix);

    public override int Size => vocabulary.Size;

    public override void Encode(ReadOnlySpan<char> piece, int offset, TokenScratch scratch, FoundTokens found)
    {
        if (CodePoints(piece) > longestWord || !TryEncode(piece, scratch.Merging)) found.Add(unknown, offset, offset + piece.Length);
        else AddAll(scratch.Merging, offset, found);
    }

    public override string? TextOf(int id) => vocabulary.TextOf(id);

    public override int? IdOf(string token) => vocabulary.IdOf(token);

    private bool TryEncode(ReadOnlySpan<char> piece, Merging row)
    {
        row.Clear();
        for (var at = 0; at < piece.Length;)
        {
            var node = at == 0 ? 0 : _inside;
            if (node < 0) return false;
            var (best, end) = (-1, at);
            for (var i = at; i < piece.Length && vocabulary.Step(ref node, piece[i], out var id); i++)
            {
                if (id >= 0) (best, end) = (id, i + 1);
            }

            if (best < 0) return false;
            row.Add(best, end);
            at = end;
        }

        return true;
    }

    private static void AddAll(Merging row, int offset, FoundTokens found)
    {
        var start = 0;
        for (var i = 0; i < row.Count; i++)
        {
            found.Add(row.Ids[i], offset + start, offset + row.Ends[i]);
            start = row.Ends[i];
        }
    }

    private static int CodePoints(ReadOnlySpan<char> piece)
    {
        var count = piece.Length;
        foreach (var unit in piece) count -= char.IsLowSurrogate(unit) ? 1 : 0;
        return count;
    }
}
