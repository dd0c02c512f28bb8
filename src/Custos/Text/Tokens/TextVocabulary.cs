using System.Runtime.CompilerServices;

namespace Custos.Text.Tokens;

/// <summary>Which tokens begin at a place of a text, by a trie of all of them?</summary>
/// <remarks>One hash table of edges; a step is O(1). Thread-safe once filled.</remarks>
internal sealed class TextVocabulary
{
    private const int Root = 0;

    private readonly Dictionary<long, int> _edges = [];
    private readonly List<int> _idOfNode = [-1];
    private readonly List<string?> _texts = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    /// <summary>One more than the greatest id.</summary>
    public int Size => _texts.Count;

    /// <summary>Adds a token; false where the id or the text is taken, or the text is empty.</summary>
    public bool TryAdd(string text, int id)
    {
        if (text.Length == 0 || (id < _texts.Count && _texts[id] is not null) || !_ids.TryAdd(text, id)) return false;
        while (_texts.Count <= id) _texts.Add(null);
        _texts[id] = text;
        var node = Root;
        foreach (var letter in text)
        {
            if (!_edges.TryGetValue(Edge(node, letter), out var next))
            {
                next = _idOfNode.Count;
                _idOfNode.Add(-1);
                _edges.Add(Edge(node, letter), next);
            }

            node = next;
        }

        _idOfNode[node] = id;
        return true;
    }

    public string? TextOf(int id) => (uint)id < (uint)_texts.Count ? _texts[id] : null;

    public int? IdOf(string text) => _ids.TryGetValue(text, out var id) ? id : null;

    /// <summary>The token that is all of a text, -1 for none.</summary>
    public int IdOf(ReadOnlySpan<char> text) => _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var id) ? id : -1;

    /// <summary>The node where a walk begins that spells a prefix such as <c>##</c>; -1 where no token has it.</summary>
    public int NodeOf(ReadOnlySpan<char> prefix)
    {
        var node = Root;
        foreach (var letter in prefix)
        {
            if (!_edges.TryGetValue(Edge(node, letter), out node)) return -1;
        }

        return node;
    }

    /// <summary>One letter further; false where no token goes on so. The id is that of the token that ends here, -1 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Step(ref int node, char letter, out int id)
    {
        id = -1;
        if (!_edges.TryGetValue(Edge(node, letter), out node)) return false;
        id = _idOfNode[node];
        return true;
    }

    private static long Edge(int node, char letter) => ((long)node << 16) | letter;
}
