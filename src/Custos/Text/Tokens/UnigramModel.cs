using System.Text;

namespace Custos.Text.Tokens;

/// <summary>Unigram: of all ways to cut a piece into tokens, the most likely one.</summary>
/// <remarks>
/// Kudo 2018, by Viterbi's search; of two equally likely cuts that with the longer token at the end. A character that no token is costs ten
/// nats more than the least likely token, and neighbours of its kind are one unknown token, as SentencePiece has it. O(n × the longest token).
/// </remarks>
internal sealed class UnigramModel : TokenModel
{
    private const double UnknownCost = 10;

    private readonly TextVocabulary _vocabulary;
    private readonly double[] _scores;
    private readonly int _unknown;
    private readonly ByteTokens? _bytes;
    private readonly double _unknownScore;

    /// <param name="vocabulary">All tokens.</param>
    /// <param name="scores">Log likelihoods, by id.</param>
    /// <param name="unknown">The id of what no token is; -1 to leave it out.</param>
    /// <param name="bytes">The tokens of single bytes that unknown characters are spelt by; null for none.</param>
    public UnigramModel(TextVocabulary vocabulary, double[] scores, int unknown, ByteTokens? bytes)
    {
        (_vocabulary, _scores, _unknown, _bytes) = (vocabulary, scores, unknown, bytes);
        _unknownScore = scores.Min() - UnknownCost;
    }

    public override int Size => _vocabulary.Size;

    public override string? TextOf(int id) => _vocabulary.TextOf(id);

    public override int? IdOf(string token) => _vocabulary.IdOf(token);

    public override void Encode(ReadOnlySpan<char> piece, int offset, TokenScratch scratch, FoundTokens found)
    {
        var score = new double[piece.Length + 1];
        var tokens = new int[piece.Length + 1];
        var starts = new int[piece.Length + 1];
        Array.Fill(score, double.NegativeInfinity);
        score[0] = 0;
        for (var at = 0; at < piece.Length; at += Units(piece, at)) Extend(piece, at, score, tokens, starts);
        var ends = new List<int>();
        for (var end = piece.Length; end > 0; end = starts[end]) ends.Add(end);
        ends.Reverse();
        var unknownFrom = -1;
        foreach (var end in ends)
        {
            if (tokens[end] < 0)
            {
                unknownFrom = unknownFrom < 0 ? starts[end] : unknownFrom;
                continue;
            }

            AddUnknown(piece, unknownFrom, starts[end], offset, found);
            unknownFrom = -1;
            found.Add(tokens[end], offset + starts[end], offset + end);
        }

        AddUnknown(piece, unknownFrom, piece.Length, offset, found);
    }

    private void Extend(ReadOnlySpan<char> piece, int at, double[] score, int[] tokens, int[] starts)
    {
        var units = Units(piece, at);
        var (node, single) = (0, false);
        for (var i = at; i < piece.Length && _vocabulary.Step(ref node, piece[i], out var id); i++)
        {
            if (id < 0) continue;
            single |= i + 1 - at == units;
            Offer(i + 1, score[at] + _scores[id], id);
        }

        if (!single) Offer(at + units, score[at] + _unknownScore, -1);

        void Offer(int end, double value, int id)
        {
            if (value > score[end]) (score[end], tokens[end], starts[end]) = (value, id, at);
        }
    }

    private void AddUnknown(ReadOnlySpan<char> piece, int start, int end, int offset, FoundTokens found)
    {
        if (start < 0) return;
        if (_bytes is not null)
        {
            _bytes.Add(piece[start..end], offset + start, found);
            return;
        }

        if (_unknown >= 0) found.Add(_unknown, offset + start, offset + end);
    }

    private static int Units(ReadOnlySpan<char> piece, int at)
    {
        Rune.DecodeFromUtf16(piece[at..], out _, out var units);
        return units;
    }
}
