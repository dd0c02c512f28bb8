using System.Text;
using Custos.Policy.Conditions;
using Custos.Records;

namespace Custos.Gate;

/// <summary>Which policy serves where there are only classifiers? Each label's own threshold blocks.</summary>
public static class DefaultPolicy
{
    public const string Name = "thresholds";

    /// <summary>The policy as its file would be written.</summary>
    /// <param name="labels">What the classifiers score.</param>
    /// <param name="fallbacks">What the operator chose for each failure, the same for input and output; those of uncertified thresholds, missing signals and bands are to hold.</param>
    public static string Of(IEnumerable<KnownLabel> labels, IReadOnlyDictionary<FailureClass, Fallback> fallbacks)
    {
        var text = new StringBuilder($"name: {Name}\nowner: nobody yet\nharm: What the classifiers were trained to find.\ndirections: [input, output]\nthresholds:\n");
        var known = labels.ToList();
        foreach (var label in known) text.Append("  ").Append(Quoted(label.Name)).Append(": certified\n");
        text.Append("rules:\n");
        foreach (var (label, number) in known.Select((label, number) => (label, number)))
        {
            text.Append("  - name: ").Append(RuleName(label.Name, number)).Append("\n    when: flagged(").Append(Quoted(label.Name)).Append(")\n    then: block\n");
        }

        var chosen = string.Join(", ", Enum.GetValues<FailureClass>().Select(failure =>
            $"{SnakeCase.Of(failure.ToString())}: {SnakeCase.Of(fallbacks.GetValueOrDefault(failure, Fallback.Hold).ToString())}"));
        text.Append("fallbacks:\n  input: {").Append(chosen).Append("}\n  output: {").Append(chosen).Append("}\n");
        return text.Append("examples:\n  must_match: []\n  must_not_match: []\n").ToString();
    }

    private static string RuleName(string label, int number)
    {
        var name = string.Concat(label.ToLowerInvariant().Select(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) ? unit : '_'));
        return name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0]) && name == label ? name : $"label_{number}";
    }

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
