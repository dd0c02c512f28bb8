using System.Collections.Immutable;
using Custos.Gate.Reading;
using Custos.Records;

namespace Custos.Gate.Ruling;

/// <summary>Which stretches of the raw text are to be taken out?</summary>
internal static class Redaction
{
    /// <summary>The stretches of all matches, in order; those that touch or overlap are one.</summary>
    public static ImmutableArray<Stretch> Of(IEnumerable<Evidence> evidence) =>
        Union(evidence.OfType<Evidence.Match>().Select(match => new Stretch(match.Start, match.Length)));

    /// <summary>Is one thing found as often as is told at the most? Then it may stand in other places, too.</summary>
    public static bool IsCut(ImmutableArray<Evidence> evidence) => evidence.OfType<Evidence.Match>().GroupBy(match => (match.Kind, match.Name)).Any(same => same.Count() >= TextReading.MostPlaces);

    public static ImmutableArray<Stretch> Union(IEnumerable<Stretch> stretches)
    {
        var union = ImmutableArray.CreateBuilder<Stretch>();
        foreach (var stretch in stretches.OrderBy(stretch => stretch.Start))
        {
            if (union.Count > 0 && stretch.Start <= union[^1].End) union[^1] = new Stretch(union[^1].Start, Math.Max(union[^1].End, stretch.End) - union[^1].Start);
            else union.Add(stretch);
        }

        return union.ToImmutable();
    }
}
