using System.Globalization;
using Custos.Records;

namespace Custos.Store.Report;

/// <summary>What kind of value does a parameter of a report take?</summary>
public enum ParameterType
{
    Text,
    Integer,
    Number,
}

/// <summary>What may be chosen of a report beside its period and its filters?</summary>
/// <param name="Name">As <c>gap_minutes</c>.</param>
/// <param name="Type">Which values it takes.</param>
/// <param name="Unless">The value where none is chosen; null where one must be.</param>
/// <param name="Least">The smallest value; null for texts.</param>
/// <param name="Most">The largest value; null for texts.</param>
/// <param name="Meaning">What it is, as a sentence.</param>
public sealed record ReportParameter(string Name, ParameterType Type, string? Unless, double? Least, double? Most, string Meaning)
{
    /// <summary>From the line <c>gap_minutes = 30, from 1 to 1440. What it is.</c> of a report's first comment.</summary>
    internal static ReportParameter Of(string line, IReadOnlyList<(string Name, string Type)> declared)
    {
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        var (head, meaning) = (line[..end], line[(end + 2)..]);
        var range = head.IndexOf(", from ", StringComparison.Ordinal);
        var ends = range < 0 ? [] : head[(range + ", from ".Length)..].Split(" to ");
        var named = (range < 0 ? head : head[..range]).Split(" = ");
        return new ReportParameter(named[0], TypeOf(named[0], declared), named.ElementAtOrDefault(1), NumberOf(ends.ElementAtOrDefault(0)), NumberOf(ends.ElementAtOrDefault(1)), meaning);
    }

    /// <summary>The value to bind: a text, a <see cref="long"/> or a <see cref="double"/>.</summary>
    /// <exception cref="BadInputException">The text is not such a value, or outside the range, or there is none and one is needed.</exception>
    internal object ValueOf(string? text)
    {
        text ??= Unless ?? throw Refused("is needed");
        if (Type == ParameterType.Text) return text;
        object? value = Type == ParameterType.Integer
            ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (value is null) throw Refused(Type == ParameterType.Integer ? "is not a whole number" : "is not a number");
        var compared = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return compared >= Least && compared <= Most ? value : throw Refused("is out of its range");
    }

    /// <summary>As a person reads it: <c>gap_minutes=30 (1 to 1440): what it is.</c></summary>
    public override string ToString() =>
        $"{Name}={Unless ?? "…"}{(Least is null ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Least} to {Most})"))}: {Meaning}";

    private BadInputException Refused(string problem) =>
        new($"The report's parameter {Name} {problem}.", $"Write {this}", isUsage: true);

    private static ParameterType TypeOf(string name, IReadOnlyList<(string Name, string Type)> declared) =>
        Enum.Parse<ParameterType>(declared.Single(parameter => parameter.Name == name).Type, ignoreCase: true);

    private static double? NumberOf(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
