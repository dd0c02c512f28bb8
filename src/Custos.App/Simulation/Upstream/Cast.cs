using Custos.App.Simulation.Replies;
using Custos.Records;
using Custos.Text;

namespace Custos.App.Simulation.Upstream;

/// <summary>Who plays which model?</summary>
internal sealed class Cast
{
    private readonly Dictionary<string, Persona> _byName = new(StringComparer.Ordinal);
    private readonly Persona? _otherwise;

    /// <exception cref="BadInputException">Nobody is called what <paramref name="otherwise"/> says.</exception>
    public Cast(IReadOnlyList<Persona> own, string? otherwise)
    {
        foreach (var persona in Personas.BuiltIn.Concat(own)) _byName[persona.Name] = persona;
        if (otherwise is null) return;
        _otherwise = Find(otherwise) ?? throw new BadInputException(
            $"There is no persona '{NearestName.Shown(otherwise)}'.", $"Did you mean '{NearestName.Of(otherwise, _byName.Keys)}'? 'custos simulate upstream --list' shows all.", isUsage: true);
    }

    /// <summary>In the order in which they were named.</summary>
    public IReadOnlyCollection<Persona> All => _byName.Values;

    /// <summary>Null where nobody plays the model.</summary>
    public Persona? Find(string model) => _byName.GetValueOrDefault(model, _otherwise!);
}
