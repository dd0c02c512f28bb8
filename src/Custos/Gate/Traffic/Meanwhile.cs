using Custos.Records;

namespace Custos.Gate.Traffic;

/// <summary>What was decided while windows are filled from the record? Kept until they have caught up.</summary>
/// <remarks>At most <see cref="MostDecisions"/> with <see cref="MostUnits"/> UTF-16 units of text; beyond them it is <see cref="IsCut"/>. Thread-safe.</remarks>
internal sealed class Meanwhile
{
    private const int MostDecisions = 300_000;
    private const long MostUnits = 64 << 20;

    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _seen = [];
    private List<(Message Message, Decision Decision)> _waiting = [];
    private long _units;
    private bool _isBegun;
    private bool _isOver;

    /// <summary>Was there more than is kept? Then windows filled with it would count too little.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Is this the first time that windows are filled with it? What is taken is gone.</summary>
    public bool TryBegin()
    {
        lock (_gate) return !_isBegun && (_isBegun = true);
    }

    /// <summary>Keeps a decision; false once windows have caught up, and count for themselves.</summary>
    public bool Add(Message message, Decision decision)
    {
        lock (_gate)
        {
            if (_isOver) return false;
            if (IsCut) return true;
            _units += message.Text.Length;
            IsCut = _seen.Count >= MostDecisions || _units > MostUnits;
            if (IsCut) _waiting.Clear();
            else if (_seen.Add(decision.Id)) _waiting.Add((message, CountedOf(decision)));
            return true;
        }
    }

    /// <summary>Is the decision among those that were kept? The record holds it, too.</summary>
    public bool Holds(Decision decision)
    {
        lock (_gate) return _seen.Contains(decision.Id);
    }

    /// <summary>What has come since it was last taken.</summary>
    public List<(Message Message, Decision Decision)> Take()
    {
        lock (_gate) return TakeWaiting();
    }

    /// <summary>Ends it, and in one step with that takes up the last few.</summary>
    public void End(Action<List<(Message Message, Decision Decision)>> last)
    {
        lock (_gate)
        {
            last(TakeWaiting());
            _isOver = true;
        }
    }

    // What windows and conversations count by; the rest would take several times as much.
    private static Decision CountedOf(Decision decision) => decision with
    {
        Findings = [],
        Buckets = [],
        Observations = RecordedCircumstances.ReadingFailureOf(decision.Observations) is { } why ? [ObservedValue.Unread(why)] : [],
    };

    private List<(Message Message, Decision Decision)> TakeWaiting()
    {
        var taken = _waiting;
        _waiting = [];
        return taken;
    }
}
