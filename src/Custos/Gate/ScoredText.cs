using System.Collections.Immutable;
using Custos.Records;

namespace Custos.Gate;

/// <summary>What is a signal to score?</summary>
/// <param name="Message">As it came.</param>
/// <param name="Readings">
/// What the text may say: the raw text first; then, where it was disguised, its normalised view and what was decoded from it. A label's score
/// is the highest over them.
/// </param>
public sealed record ScoredText(Message Message, ImmutableArray<string> Readings)
{
    /// <summary>Of all readings, in UTF-16 units.</summary>
    public int Length
    {
        get
        {
            var length = 0;
            foreach (var reading in Readings) length += reading.Length;
            return length;
        }
    }
}
