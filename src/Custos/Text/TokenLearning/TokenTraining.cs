using System.Runtime.InteropServices;
using System.Text;
using Custos.Records;
using Custos.Text.Tokens;

namespace Custos.Text.TokenLearning;

/// <summary>Which tokens does byte-pair encoding learn from texts? Fed text by text.</summary>
/// <remarks>
/// Gage 1994; Sennrich, Haddow and Birch 2016: the most frequent pair of neighbours becomes a token, again and again; of equally frequent ones
/// that whose first, then whose second token has the lower id. The same texts in any order give the same tokens, as long as no piece was let go:
/// memory is bounded by a limit of distinct pieces, beyond which the rarest go (<see cref="LetGo"/>). Pieces are cut after 64 characters.
/// Learning takes O(pieces that change) a token. Not thread-safe.
/// </remarks>
public sealed class TokenTraining
{
    /// <summary>The least number of tokens: the bytes.</summary>
    public const int LeastSize = 256;

    /// <summary>The greatest number of tokens.</summary>
    public const int GreatestSize = 1 << 20;

    private const int LongestPiece = 64;

    private readonly SplitRule _rule;
    private readonly int _pieceLimit;
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <param name="rule">How texts are cut into pieces.</param>
    /// <param name="pieceLimit">Distinct pieces kept.</param>
    public TokenTraining(SplitRule rule, int pieceLimit = 4_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pieceLimit, 1);
        (_rule, _pieceLimit) = (rule, pieceLimit);
    }

    /// <summary>Characters read.</summary>
    public long Characters { get; private set; }

    /// <summary>By how much any piece's count may be too low, because rare ones were let go; 0 for not at all.</summary>
    public long LetGo { get; private set; }

    public void Add(ReadOnlySpan<char> text)
    {
        var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < text.Length;)
        {
            var end = at + PieceRules.EndOf(text[at..], 0, _rule);
            while (at < end)
            {
                var stop = Math.Min(end, at + LongestPiece);
                if (stop < end && char.IsHighSurrogate(text[stop - 1])) stop++;
                CollectionsMarshal.GetValueRefOrAddDefault(counts, text[at..stop], out _)++;
                at = stop;
            }
        }

        Characters += text.Length;
        if (_counts.Count > _pieceLimit) Forget();
    }

    /// <summary>The tokenizer of so many tokens, or of fewer where no pair is left that stands in the texts twice.</summary>
    /// <param name="size">Tokens, the 256 bytes included.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="BadInputException">No text was read.</exception>
    public Tokenizer Finish(int size, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, LeastSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, GreatestSize);
        if (_counts.Count == 0) throw new BadInputException("There is no text to learn from.", "Name a column that holds texts.");
        var learning = new PairLearning(_counts.OrderBy(piece => piece.Key, StringComparer.Ordinal).Select(piece => (Encoding.UTF8.GetBytes(piece.Key), piece.Value)));
        return new Tokenizer(new TokenizerParts(BytePairModel.OfRanks(learning.Run(size, cancellationToken)), []) { Rule = _rule });
    }

    private void Forget()
    {
        while (_counts.Count > 0.9 * _pieceLimit)
        {
            LetGo++;
            foreach (var (piece, count) in _counts)
            {
                if (count == 1) _counts.Remove(piece);
                else _counts[piece] = count - 1;
            }
        }
    }
}
