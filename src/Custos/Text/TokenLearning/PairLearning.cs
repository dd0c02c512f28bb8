using System.Runtime.InteropServices;
using Custos.Text.Tokens;

namespace Custos.Text.TokenLearning;

/// <summary>Which pairs of neighbours become tokens, most frequent first?</summary>
/// <remarks>Counts of pairs are kept up to date; a heap holds what they were, and what it gives is checked against what they are.</remarks>
internal sealed class PairLearning
{
    private const long LeastCount = 2;

    private readonly List<(int[] Ids, long Count)> _pieces = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), List<int>> _places = [];
    private readonly PriorityQueue<(int Left, int Right), (long Count, int Left, int Right)> _heap = new();
    private readonly HashSet<(int Left, int Right)> _touched = [];
    private readonly ByteVocabulary _vocabulary = new();

    /// <param name="pieces">Distinct pieces, with how often each stands in the texts.</param>
    public PairLearning(IEnumerable<(byte[] Bytes, long Count)> pieces)
    {
        for (var i = 0; i < 256; i++) _vocabulary.TryAdd([(byte)i], i);
        foreach (var (bytes, count) in pieces) _pieces.Add(([.. bytes.Select(value => (int)value)], count));
    }

    public ByteVocabulary Run(int size, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _pieces.Count; i++) CountPairs(i, isNew: true, sign: 1);
        OfferTouched();
        while (_vocabulary.Size < size && _heap.TryDequeue(out var pair, out var was))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = _counts.GetValueOrDefault(pair);
            if (-was.Count != count)
            {
                if (count >= LeastCount) Offer(pair, count);
                continue;
            }

            Merge(pair, IdOf(pair));
        }

        return _vocabulary;
    }

    /// <summary>The new token; one that is there already where other tokens made the same bytes before.</summary>
    private int IdOf((int Left, int Right) pair)
    {
        byte[] bytes = [.. _vocabulary.BytesOf(pair.Left), .. _vocabulary.BytesOf(pair.Right)];
        var id = _vocabulary.IdOf(bytes);
        if (id >= 0) return id;
        id = _vocabulary.Size;
        _vocabulary.TryAdd(bytes, id);
        return id;
    }

    private void Merge((int Left, int Right) pair, int merged)
    {
        _places.Remove(pair, out var places);
        foreach (var piece in places!)
        {
            var (ids, count) = _pieces[piece];
            if (!Holds(ids, pair)) continue;
            CountPairs(piece, isNew: false, sign: -1);
            _pieces[piece] = (Merged(ids, pair, merged), count);
            CountPairs(piece, isNew: true, sign: 1);
        }

        OfferTouched();
    }

    private void CountPairs(int piece, bool isNew, int sign)
    {
        var (ids, count) = _pieces[piece];
        for (var i = 0; i + 1 < ids.Length; i++)
        {
            var pair = (ids[i], ids[i + 1]);
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, pair, out _);
            sum += sign * count;
            if (!isNew) continue;
            _touched.Add(pair);
            ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, pair, out _);
            places ??= [];
            if (places.Count == 0 || places[^1] != piece) places.Add(piece);
        }
    }

    private void OfferTouched()
    {
        foreach (var pair in _touched)
        {
            if (_counts[pair] is >= LeastCount and var count) Offer(pair, count);
        }

        _touched.Clear();
    }

    private void Offer((int Left, int Right) pair, long count) => _heap.Enqueue(pair, (-count, pair.Left, pair.Right));

    private static bool Holds(int[] ids, (int Left, int Right) pair)
    {
        for (var i = 0; i + 1 < ids.Length; i++)
        {
            if ((ids[i], ids[i + 1]) == pair) return true;
        }

        return false;
    }

    private static int[] Merged(int[] ids, (int Left, int Right) pair, int merged)
    {
        var result = new List<int>(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            var isPair = i + 1 < ids.Length && (ids[i], ids[i + 1]) == pair;
            result.Add(isPair ? merged : ids[i]);
            if (isPair) i++;
        }

        return [.. result];
    }
}
