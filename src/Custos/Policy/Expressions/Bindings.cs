using Custos.Policy.Values;

namespace Custos.Policy.Expressions;

/// <summary>Which variable has which value, where all are known by name beforehand?</summary>
/// <remarks>A variable without a value is an error to read, not unknown.</remarks>
public sealed class Bindings : Activation
{
    private readonly Value[] _values;

    /// <exception cref="ArgumentException">A name is no variable of the environment.</exception>
    public Bindings(ExpressionEnvironment environment, IReadOnlyDictionary<string, Value>? values = null)
    {
        values ??= new Dictionary<string, Value>();
        if (values.Keys.FirstOrDefault(name => environment.NumberOf(name) < 0) is { } stranger) throw new ArgumentException($"There is no variable '{stranger}'.", nameof(values));
        _values = [.. environment.Variables.Select(variable => values.TryGetValue(variable.Name, out var value) ? value : Value.Error($"The variable {variable.Name} has no value."))];
    }

    public override Value Read(int variable) => _values[variable];
}
