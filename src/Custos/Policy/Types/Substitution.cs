namespace Custos.Policy.Types;

/// <summary>Which type does each type variable stand for, as far as the expression has told?</summary>
/// <remarks>
/// Unification with one widening: where a variable stands for a type and a more general one comes, it stands for that from then on, so
/// that <c>[optional.of(1), optional.of(dyn(1))]</c> has the same type in either order. Every operation is O(size of the types).
/// </remarks>
internal sealed class Substitution
{
    private readonly Dictionary<string, CelType> _bound = new(StringComparer.Ordinal);
    private readonly Stack<(string Variable, CelType? Before)> _trail = new();
    private int _variables;

    /// <summary>A variable that nothing is known of.</summary>
    public CelType NewVariable() => CelType.Parameter($"?{_variables++}");

    /// <summary>Signature types with every parameter replaced by a new variable, the same for the same name.</summary>
    public CelType Instantiate(CelType type, Dictionary<string, CelType> renamed)
    {
        if (type.Kind == TypeKind.Parameter)
        {
            if (!renamed.TryGetValue(type.Name, out var variable)) renamed[type.Name] = variable = NewVariable();
            return variable;
        }

        return type.Arguments.Count == 0 ? type : type.WithArguments(type.Arguments.Select(argument => Instantiate(argument, renamed)));
    }

    /// <summary>The type with every variable replaced by what it stands for; a free one stays.</summary>
    public CelType Resolve(CelType type)
    {
        type = Find(type);
        return type.Arguments.Count == 0 ? type : type.WithArguments(type.Arguments.Select(Resolve));
    }

    /// <summary>The type as far as it is known at last: a variable that is still free can be anything.</summary>
    public CelType Conclude(CelType type)
    {
        type = Find(type);
        return type.Kind == TypeKind.Parameter ? CelType.Dyn
            : type.Arguments.Count == 0 ? type
            : type.WithArguments(type.Arguments.Select(Conclude));
    }

    /// <summary>Can values of these types be given where those are expected? What was learnt is kept only if so.</summary>
    public bool TryAssign(IReadOnlyList<CelType> given, IReadOnlyList<CelType> expected)
    {
        if (given.Count != expected.Count) return false;
        _trail.Clear();
        for (var i = 0; i < given.Count; i++)
        {
            if (Assign(given[i], expected[i])) continue;
            TakeBack();
            return false;
        }

        return true;
    }

    public bool TryAssign(CelType given, CelType expected) => TryAssign([given], [expected]);

    /// <summary>The one type that both are of: the more general of the two, else anything.</summary>
    public CelType Join(CelType one, CelType other) =>
        TryAssign(other, one) ? MoreGeneral(one, other) : TryAssign(one, other) ? MoreGeneral(other, one) : CelType.Dyn;

    private CelType MoreGeneral(CelType one, CelType other)
    {
        one = Resolve(one);
        other = Resolve(other);
        return one.Kind == TypeKind.Null ? other : IsAsGeneral(other, one) && !IsAsGeneral(one, other) ? other : one;
    }

    private bool Assign(CelType given, CelType expected)
    {
        if (ReferenceEquals(given, expected)) return true;
        if (expected.Kind == TypeKind.Parameter) return AssignToVariable(given, expected);
        if (given.Kind == TypeKind.Parameter) return AssignFromVariable(given, expected);
        if (given.Kind == TypeKind.Dyn || expected.Kind == TypeKind.Dyn) return true;
        if (given.Kind == TypeKind.Null && expected.Kind is TypeKind.Optional or TypeKind.Opaque or TypeKind.Timestamp or TypeKind.Duration) return true;
        if (given.Kind != expected.Kind || given.Name != expected.Name || given.Arguments.Count != expected.Arguments.Count) return false;
        if (given.Kind == TypeKind.Type) return true;
        for (var i = 0; i < given.Arguments.Count; i++)
        {
            if (!Assign(given.Arguments[i], expected.Arguments[i])) return false;
        }

        return true;
    }

    private bool AssignToVariable(CelType given, CelType variable)
    {
        if (!_bound.TryGetValue(variable.Name, out var known)) return Bind(variable, given);
        if (Assign(given, known))
        {
            var resolved = Resolve(given);
            if (IsAsGeneral(resolved, Resolve(known)) && resolved.Kind != TypeKind.Null) Bind(variable, resolved);
            return true;
        }

        return IsAsGeneral(Resolve(given), Resolve(known)) && Assign(known, given) && Bind(variable, given);
    }

    private bool AssignFromVariable(CelType variable, CelType expected) =>
        _bound.TryGetValue(variable.Name, out var known) ? Assign(known, expected) : Bind(variable, expected);

    private bool Bind(CelType variable, CelType type)
    {
        var resolved = Resolve(type);
        if (resolved.Equals(variable)) return true;
        if (Mentions(resolved, variable.Name)) return false;
        _trail.Push((variable.Name, _bound.GetValueOrDefault(variable.Name)));
        _bound[variable.Name] = resolved;
        return true;
    }

    private void TakeBack()
    {
        while (_trail.TryPop(out var change))
        {
            if (change.Before is null) _bound.Remove(change.Variable);
            else _bound[change.Variable] = change.Before;
        }
    }

    private CelType Find(CelType type)
    {
        while (type.Kind == TypeKind.Parameter && _bound.TryGetValue(type.Name, out var bound)) type = bound;
        return type;
    }

    private static bool Mentions(CelType type, string variable) =>
        type.Kind == TypeKind.Parameter ? type.Name == variable : type.Arguments.Any(argument => Mentions(argument, variable));

    // Everything that the other is, this is too: anything is as general as all, and a list of anything as a list.
    private static bool IsAsGeneral(CelType type, CelType other)
    {
        if (type.Kind is TypeKind.Dyn or TypeKind.Parameter) return true;
        if (other.Kind is TypeKind.Dyn or TypeKind.Parameter || type.Kind != other.Kind || type.Name != other.Name || type.Arguments.Count != other.Arguments.Count) return false;
        return type.Arguments.Zip(other.Arguments).All(pair => IsAsGeneral(pair.First, pair.Second));
    }
}
