namespace Custos.Policy.Conditions;

/// <summary>Which things do all rules of a bundle ask for? Each once, numbered, so that a rule's question costs an index.</summary>
/// <remarks>Filled while policies are read; not thread-safe until then.</remarks>
public sealed class NeedTable
{
    private readonly List<Need> _all = [];
    private readonly Dictionary<Need, int> _numbers = [];

    public IReadOnlyList<Need> All => _all;

    /// <summary>The number of a need, from 0; the same for equal ones.</summary>
    public int Add(Need need)
    {
        if (!_numbers.TryGetValue(need, out var number))
        {
            _numbers.Add(need, number = _all.Count);
            _all.Add(need);
        }

        return number;
    }
}
