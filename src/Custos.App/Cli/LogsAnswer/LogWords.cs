using System.Globalization;
using Custos.Records;
using Custos.Text;
using Custos.Text.Json;
using Custos.Text.Logs;

namespace Custos.App.Cli.LogsAnswer;

/// <summary>With which words is an answer told to a person?</summary>
internal static class LogWords
{
    private const int NamesShown = 12;

    public static string Of(GroupValue value) => value switch
    {
        GroupValue.Known known => known.Text,
        GroupValue.Missing => "(missing)",
        GroupValue.Compound => "(object or array)",
        GroupValue.TooLong tooLong => string.Create(CultureInfo.InvariantCulture, $"(longer than {tooLong.LimitBytes} bytes)"),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "There are no words for this."),
    };

    public static string Of(JsonDamage damage) => damage switch
    {
        JsonDamage.NotAnObject => "not a JSON object",
        JsonDamage.EndsTooEarly => "ends before its object does",
        JsonDamage.UnexpectedCharacter => "a character that JSON does not allow here",
        JsonDamage.BadLiteral => "a number or word that JSON does not know",
        JsonDamage.BadEscape => "a backslash that begins no escape",
        JsonDamage.ControlCharacter => "a control character that is not escaped",
        JsonDamage.NotUtf8 => "bytes that are not UTF-8",
        JsonDamage.TooDeep => "objects and arrays too deep inside one another",
        JsonDamage.TooLong => "longer than the longest line that is read",
        _ => throw new ArgumentOutOfRangeException(nameof(damage), damage, "There are no words for this."),
    };

    /// <summary>What a reader of the answer must know besides its numbers.</summary>
    public static IEnumerable<string> Warnings(LogQuestion question, LogAnswer answer)
    {
        foreach (var broken in answer.Breaks) yield return string.Create(CultureInfo.InvariantCulture, $"{broken.Source}: {broken.Cause} It was read up to byte {broken.Offset:N0} of the decompressed data; what stood before is counted.");
        foreach (var field in answer.NeverSeen) yield return NeverSeen(field, answer);
        for (var i = 0; i < answer.Unlike.Count; i++)
        {
            if (answer.Unlike[i] > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{question.Measures[i].Text}: {answer.Unlike[i]:N0} rows hold something that cannot be measured so; they are left out.");
        }

        if (answer.Untold > 0) yield return string.Create(CultureInfo.InvariantCulture, $"--where: {answer.Untold:N0} rows lack a field that it asks for; they are left out.");
        if (answer.Rest is { } rest)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"There are more than {answer.GroupLimit:N0} groups. The first {answer.GroupLimit:N0} are exact; the {rest.Rows:N0} rows of all later ones stand in one group. Group by fewer fields, or raise --max-groups.");
        }
    }

    /// <summary>The number as the eye takes it in: at most six digits, none that say nothing.</summary>
    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "∞" :
        double.IsNegativeInfinity(value) ? "-∞" : Math.Abs(value) is >= 1e15 or (> 0 and < 1e-4)
        ? value.ToString("0.####e0", CultureInfo.InvariantCulture)
        : value.ToString(Math.Abs(value) >= 1000 ? "#,0.##" : "0.####", CultureInfo.InvariantCulture);

    /// <summary>A value with its interval, and with its n where that is not all rows of the group.</summary>
    public static string Cell(LogMeasure measure, LogValue value, long rows) => value switch
    {
        LogValue.NoData => "–",
        LogValue.Count count => count.Rows.ToString("N0", CultureInfo.InvariantCulture),
        LogValue.Exact exact => Number(exact.Value) + Of(exact.N, rows),
        LogValue.Estimated { Estimate: var estimate } => (measure is LogMeasure.Rate ? Percent(estimate) : $"{Number(estimate.Value)} [{Number(estimate.Interval.Lower)}, {Number(estimate.Interval.Upper)}]") + Of(estimate.N, rows),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "There are no words for this."),
    };

    private static string Percent(Estimate rate) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * rate.Value:0.##} % [{100 * rate.Interval.Lower:0.##}, {100 * rate.Interval.Upper:0.##}]");

    private static string Of(long n, long rows) => n == rows ? "" : string.Create(CultureInfo.InvariantCulture, $" n={n:N0}");

    private static string NeverSeen(JsonPath field, LogAnswer answer)
    {
        var asked = NearestName.Shown(field.Text);
        if (answer.NamesSeen.Count == 0) return $"No row holds the field {asked}.";
        var nearest = NearestName.Of(field.Text, answer.NamesSeen);
        var shown = string.Join(", ", answer.NamesSeen.Take(NamesShown).Select(NearestName.Shown)) + (answer.NamesSeen.Count > NamesShown ? ", …" : "");
        return $"No row holds the field {asked}. Did you mean {NearestName.Shown(nearest)}? The first rows hold: {shown}.";
    }
}
