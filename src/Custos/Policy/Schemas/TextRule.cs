using System.Text;
using Custos.Policy.Formats;
using Custos.Policy.Json;
using Custos.Policy.Patterns;

namespace Custos.Policy.Schemas;

/// <summary>Has a text a wanted length, pattern and format? Keywords <c>minLength</c>, <c>maxLength</c>, <c>pattern</c> and <c>format</c>.</summary>
internal sealed class TextRule : SchemaRule
{
    private int Least { get; init; }

    private int Most { get; init; } = int.MaxValue;

    private LinearPattern? Pattern { get; init; }

    private NamedFormat? Format { get; init; }

    private string PatternProblem { get; init; } = "";

    private string LengthProblem { get; init; } = "";

    public static IEnumerable<SchemaRule> Read(SchemaKeywords keywords)
    {
        var (least, most) = keywords.Range("minLength", "maxLength");
        if (least > 0 || most < int.MaxValue) yield return new TextRule { Least = least, Most = most, LengthProblem = $"It must have {SchemaKeywords.RangeInWords(least, most, "character")}." };
        if (keywords.Text("pattern") is { } source && keywords.Pattern("pattern", source) is { } pattern)
        {
            yield return new TextRule { Pattern = pattern, PatternProblem = $"It must match the pattern \"{source}\"." };
        }

        if (keywords.Text("format") is not { } name) yield break;
        if (NamedFormat.Of(name) is { } format) yield return new TextRule { Format = format };
        else keywords.Refuse("format", "It is a format that is not checked here.", $"Leave it out, or use one of {NamedFormat.Names}.");
    }

    public override bool IsKept(Validation run, int token)
    {
        if (run.Json[token].Kind != JsonKind.Text) return true;
        var text = run.Json.TextOf(token);
        if (Pattern is not null) return Pattern.IsMatch(Encoding.UTF8.GetString(text)) || run.Refuse(token, PatternProblem);
        if (Format is not null) return Format.Holds(text) || run.Refuse(token, Format.Problem);
        var count = CodePointsOf(text);
        return (count >= Least && count <= Most) || run.Refuse(token, LengthProblem);
    }

    // In UTF-8 every code point has one byte that does not go on another one.
    private static int CodePointsOf(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var one in text) count += (one & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }
}
