using System.Collections.Immutable;
using Custos.Statistics.Conformal;

namespace Custos.Policy.Conditions;

/// <summary>Which label does a classifier of the bundle score, and from which score on is it flagged?</summary>
/// <param name="Name">As it was named in training.</param>
/// <param name="Threshold">Chosen in training.</param>
/// <param name="IsCertified">Does an exact bound certify the false-positive rate from this threshold on?</param>
public sealed record KnownLabel(string Name, double Threshold, bool IsCertified)
{
    /// <summary>Where its score leaves both answers open, by coverage; none where training found none.</summary>
    public ImmutableArray<ConformalBand> Bands { get; init; } = [];
}
