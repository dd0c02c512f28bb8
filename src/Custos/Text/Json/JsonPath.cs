using System.Text;
using Custos.Records;

namespace Custos.Text.Json;

/// <summary>Which field of an object is meant? Steps into objects by name and into arrays by number.</summary>
/// <remarks>Written with dots, <c>usage.output_tokens</c> or <c>choices.0.finish_reason</c>; a dot or backslash of a key itself has a backslash before it.</remarks>
public sealed record JsonPath
{
    /// <summary>The most steps of a path.</summary>
    public const int MaxSteps = 16;

    private JsonPath(string text, IReadOnlyList<string> steps)
    {
        Text = text;
        Steps = steps;
    }

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>The keys, outermost first, without backslashes.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <exception cref="BadInputException">A step is empty, there are too many, or a backslash stands before neither a dot nor a backslash.</exception>
    public static JsonPath Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var steps = new List<string>();
        var step = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                if (++i == text.Length || text[i] is not ('.' or '\\')) throw Refused(text, "A backslash stands before neither a dot nor a backslash.");
                step.Append(text[i]);
            }
            else if (text[i] == '.')
            {
                steps.Add(step.ToString());
                step.Clear();
            }
            else
            {
                step.Append(text[i]);
            }
        }

        steps.Add(step.ToString());
        if (steps.Contains("")) throw Refused(text, "A step of the field's path is empty.");
        if (steps.Count > MaxSteps) throw Refused(text, "The field's path has too many steps.");
        return new JsonPath(text, steps);
    }

    public bool Equals(JsonPath? other) => other is not null && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => Steps.Aggregate(0, HashCode.Combine);

    public override string ToString() => Text;

    private static BadInputException Refused(string text, string problem) =>
        new($"{NearestName.Shown(text)}: {problem}", "Write usage.output_tokens for a field inside an object, choices.0.text for one inside an array, and a\\.b for a key that has a dot itself.", isUsage: true);
}
