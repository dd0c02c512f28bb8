using Custos.Policy.Types;

namespace Custos.Policy.Checking;

/// <summary>Which local names hold here, and in which slot is each kept?</summary>
internal sealed class Scope
{
    private readonly List<(string Name, CelType Type)> _locals = [];

    /// <summary>How many slots were ever in use at once.</summary>
    public int Slots { get; private set; }

    public IEnumerable<string> Names => _locals.Select(local => local.Name).Where(name => name[0] != '@');

    public int Enter(string name, CelType type)
    {
        _locals.Add((name, type));
        Slots = Math.Max(Slots, _locals.Count);
        return _locals.Count - 1;
    }

    public void Leave(int count) => _locals.RemoveRange(_locals.Count - count, count);

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The innermost local of a name.</summary>
    public (int Slot, CelType Type)? Find(string name)
    {
        var slot = _locals.FindLastIndex(local => local.Name == name);
        return slot < 0 ? null : (slot, _locals[slot].Type);
    }
}
