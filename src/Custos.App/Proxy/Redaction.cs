using System.Text;
using Custos.Records;

namespace Custos.App.Proxy;

/// <summary>A text without what must not be read.</summary>
internal static class Redaction
{
    /// <summary>What stands in its place.</summary>
    public const string Mark = "[redacted]";

    /// <param name="text">The text.</param>
    /// <param name="stretches">What to take out; may overlap.</param>
    public static string Of(string text, IEnumerable<Stretch> stretches) => Of(text, 0, stretches);

    /// <summary>A part of a longer text: each mark stands where its stretch begins, and only there.</summary>
    /// <param name="part">The part.</param>
    /// <param name="start">Where it begins in the longer text.</param>
    /// <param name="stretches">Of the longer text; may overlap.</param>
    public static string Of(string part, int start, IEnumerable<Stretch> stretches)
    {
        var kept = new StringBuilder();
        var from = 0;
        foreach (var stretch in stretches.OrderBy(stretch => stretch.Start))
        {
            var first = Math.Max(stretch.Start - start, from);
            var end = Math.Min(stretch.End - start, part.Length);
            if (first >= end) continue;
            kept.Append(part, from, first - from);
            if (stretch.Start - start == first) kept.Append(Mark);
            from = end;
        }

        return kept.Append(part, from, part.Length - from).ToString();
    }
}
