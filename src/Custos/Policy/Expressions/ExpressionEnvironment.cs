using System.Collections.Frozen;
using Custos.Policy.Functions;
using Custos.Policy.Types;

namespace Custos.Policy.Expressions;

/// <summary>Which names may an expression use, and what may it cost?</summary>
/// <remarks>Immutable and thread-safe. The language's own functions are always there.</remarks>
public sealed class ExpressionEnvironment
{
    private static readonly FrozenDictionary<string, CelType> TypeNames = CelType.Named.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, int> _numbers;
    private readonly FrozenDictionary<string, HostOverload[]> _functions;

    /// <param name="variables">What may be read.</param>
    /// <param name="functions">What may be called besides the language's own.</param>
    /// <param name="limits">On the cost.</param>
    /// <param name="container">The namespace that names are looked for in first: with <c>a.b</c>, <c>x</c> may be <c>a.b.x</c> or <c>a.x</c>.</param>
    /// <exception cref="ArgumentException">Two variables have one name, or a function has the name of one of the language's own.</exception>
    public ExpressionEnvironment(IEnumerable<Variable>? variables = null, IEnumerable<HostOverload>? functions = null, ExpressionLimits? limits = null, string container = "")
    {
        Variables = [.. variables ?? []];
        if (Variables.GroupBy(variable => variable.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two variables are named '{twice.Key}'.", nameof(variables));
        }

        _numbers = Variables.Select((variable, number) => (variable.Name, number)).ToFrozenDictionary(pair => pair.Name, pair => pair.number, StringComparer.Ordinal);
        _functions = (functions ?? []).GroupBy(overload => overload.Function, StringComparer.Ordinal).ToFrozenDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
        if (_functions.Keys.FirstOrDefault(StandardFunctions.ByName.ContainsKey) is { } taken)
        {
            throw new ArgumentException($"The language itself has a function '{taken}'.", nameof(functions));
        }

        Limits = limits ?? new ExpressionLimits();
        Container = container;
    }

    /// <summary>In the order of the numbers by which an <see cref="Activation"/> is asked.</summary>
    public IReadOnlyList<Variable> Variables { get; }

    public ExpressionLimits Limits { get; }

    public string Container { get; }

    /// <summary>Every name that a writer of expressions may mean, for the nearest one to be suggested.</summary>
    internal IEnumerable<string> FunctionNames => StandardFunctions.ByName.Keys.Where(name => char.IsAsciiLetter(name[0]) && !name.Contains('@', StringComparison.Ordinal))
        .Concat(_functions.Keys).Concat(["has", "all", "exists", "exists_one", "map", "filter", "math.greatest", "math.least"]);

    /// <summary>The number of a variable; -1 when there is none of that name.</summary>
    public int NumberOf(string variable) => _numbers.GetValueOrDefault(variable, -1);

    /// <summary>Every way to call a function; empty when there is none of that name.</summary>
    internal IReadOnlyList<Signature> SignaturesOf(string function) =>
        StandardFunctions.ByName.TryGetValue(function, out var own) ? own : _functions.TryGetValue(function, out var hosts) ? hosts : [];

    internal static CelType? TypeNamed(string name) => TypeNames.GetValueOrDefault(name);

    /// <summary>The names that a name may stand for, the innermost namespace first.</summary>
    internal IEnumerable<string> Candidates(string name, bool isRooted)
    {
        if (!isRooted)
        {
            for (var space = Container; space.Length > 0; space = space.LastIndexOf('.') is var dot and >= 0 ? space[..dot] : "")
            {
                yield return $"{space}.{name}";
            }
        }

        yield return name;
    }
}
