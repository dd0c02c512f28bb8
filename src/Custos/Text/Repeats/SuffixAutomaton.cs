namespace Custos.Text.Repeats;

/// <summary>Does a sequence of symbols stand in a text, and where first?</summary>
/// <remarks>
/// Source: Blumer et al. 1985; the smallest automaton of all substrings, built symbol by symbol. O(n) steps expected (edges lie in a hash
/// table); at most 2 n states of 16 bytes and 3 n edges of 24: 60 to 110 bytes a symbol. Immutable once built, so thread-safe.
/// </remarks>
internal sealed class SuffixAutomaton
{
    public const int Root = 0;
    private const int None = -1;

    private State[] _states;
    private Edge[] _edges;
    private int[] _slots;
    private int _stateCount = 1;
    private int _edgeCount;

    /// <param name="text">Any symbols.</param>
    public SuffixAutomaton(ReadOnlySpan<int> text)
    {
        _states = new State[Math.Max(16, text.Length)];
        _edges = new Edge[Math.Max(16, text.Length)];
        _slots = new int[64];
        _states[Root] = new State(0, None, None, 0);
        var last = Root;
        for (var i = 0; i < text.Length; i++) last = Append(last, text[i], i + 1);
    }

    /// <summary>Where does one symbol more lead? −1 where the longer sequence is not in the text.</summary>
    public int Next(int state, int symbol) => FindEdge(state, symbol) is var edge && edge >= 0 ? _edges[edge].Target : None;

    /// <summary>The state of the longest proper suffix that stands in more places; −1 for the root.</summary>
    public int SuffixOf(int state) => _states[state].Suffix;

    /// <summary>How long is the longest sequence of a state?</summary>
    public int LengthOf(int state) => _states[state].Length;

    /// <summary>Where does the first occurrence of a state's sequences end?</summary>
    public int FirstEndOf(int state) => _states[state].FirstEnd;

    private int Append(int last, int symbol, int end)
    {
        var added = AddState(new State(_states[last].Length + 1, None, None, end));
        var from = last;
        int edge;
        while ((edge = FindEdge(from, symbol)) < 0)
        {
            AddEdge(from, symbol, added);
            if (from == Root)
            {
                _states[added].Suffix = Root;
                return added;
            }

            from = _states[from].Suffix;
        }

        var target = _edges[edge].Target;
        // First the split, which may move the states.
        var suffix = _states[target].Length == _states[from].Length + 1 ? target : Split(from, symbol, target);
        _states[added].Suffix = suffix;
        return added;
    }

    /// <summary>Parts from a state its sequences up to those that one symbol after <paramref name="from"/> makes.</summary>
    private int Split(int from, int symbol, int target)
    {
        var whole = _states[target];
        var part = AddState(new State(_states[from].Length + 1, whole.Suffix, None, whole.FirstEnd));
        for (var edge = whole.FirstEdge; edge >= 0; edge = _edges[edge].NextOfState) AddEdge(part, _edges[edge].Symbol, _edges[edge].Target);
        _states[target].Suffix = part;
        while (from >= 0 && FindEdge(from, symbol) is var edge && edge >= 0 && _edges[edge].Target == target)
        {
            _edges[edge].Target = part;
            from = _states[from].Suffix;
        }

        return part;
    }

    private int AddState(State state)
    {
        if (_stateCount == _states.Length) Array.Resize(ref _states, _states.Length * 2);
        _states[_stateCount] = state;
        return _stateCount++;
    }

    private void AddEdge(int state, int symbol, int target)
    {
        if (_edgeCount == _edges.Length) Array.Resize(ref _edges, _edges.Length * 2);
        if (2 * (_edgeCount + 1) > _slots.Length) Rehash();
        _edges[_edgeCount] = new Edge(state, symbol, target, _states[state].FirstEdge);
        _states[state].FirstEdge = _edgeCount;
        _slots[FreeSlot(state, symbol)] = ++_edgeCount;
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 2];
        for (var edge = 0; edge < _edgeCount; edge++) _slots[FreeSlot(_edges[edge].Source, _edges[edge].Symbol)] = edge + 1;
    }

    private int FreeSlot(int state, int symbol)
    {
        var slot = SlotOf(state, symbol);
        while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }

    private int FindEdge(int state, int symbol)
    {
        for (var slot = SlotOf(state, symbol); _slots[slot] is var edge && edge != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (_edges[edge - 1].Source == state && _edges[edge - 1].Symbol == symbol) return edge - 1;
        }

        return None;
    }

    // Fibonacci hashing: the upper bits of a product with 2^64 over the golden ratio.
    private int SlotOf(int state, int symbol) =>
        (int)((((ulong)(uint)state << 21) + (uint)symbol) * 0x9E3779B97F4A7C15 >> (64 - int.Log2(_slots.Length)));

    private record struct State(int Length, int Suffix, int FirstEdge, int FirstEnd);

    private record struct Edge(int Source, int Symbol, int Target, int NextOfState);
}
