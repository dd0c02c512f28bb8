using System.Text.Json;
using Custos.Records;

namespace Custos.Statistics.Calls;

/// <summary>Which input does a complaint about a library parameter mean?</summary>
internal static class BlamedInput
{
    // Within words, a shorter parameter name is found by accident.
    private const int ShortestPart = 3;
    private const int MostNamed = 8;
    private const int MostLooked = 1000;

    /// <summary>The complaint, with the place of the input that it means; where that cannot be told, of every input there is.</summary>
    public static BadInputException Of(ArgumentException complaint, JsonElement inputs)
    {
        var parameter = complaint.ParamName ?? "";
        return new BadInputException(Problem(complaint.Message, parameter), "Change the input.", Place(complaint, parameter, inputs), innerException: complaint);
    }

    // The framework's own messages begin with the parameter and end with its value.
    private static string Problem(string message, string parameter)
    {
        var end = message.IndexOf($" (Parameter '{parameter}')", StringComparison.Ordinal);
        var problem = end < 0 ? message : message[..end];
        return parameter.Length > 0 && problem.StartsWith($"{parameter} ('", StringComparison.Ordinal) ? $"It {problem[(parameter.Length + 1)..]}" : problem;
    }

    private static string Place(ArgumentException complaint, string parameter, JsonElement inputs)
    {
        var wanted = Plain(parameter);
        var given = Given(inputs, "inputs").Take(MostLooked).ToList();
        var same = given.Where(one => Plain(one.Name) == wanted).Select(one => one.Place).Take(MostNamed).ToList();
        if (same.Count > 0) return string.Join(" or ", same);
        if (complaint is ArgumentOutOfRangeException { ActualValue: IConvertible value and not string })
        {
            var actual = value.ToDouble(null);
            var equal = given.Where(one => one.Number == actual).Select(one => one.Place).ToList();
            if (equal.Count == 1) return equal[0];
        }

        var alike = given.Where(one => IsPartOf(Plain(one.Name), wanted)).Select(one => one.Place).ToList();
        return alike.Count == 1 ? alike[0] : given.Count == 0 ? "inputs" : string.Join(", ", given.Select(one => one.Place).Take(MostNamed));
    }

    // What is nested stands after what holds it, so the first names are the function's own.
    private static IEnumerable<(string Name, string Place, double? Number)> Given(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var input in element.EnumerateObject())
            {
                yield return (input.Name, $"{place}.{input.Name}", NumberOf(input.Value));
            }
        }

        var nested = element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(input => (input.Value, $"{place}.{input.Name}")),
            JsonValueKind.Array => element.EnumerateArray().Select((item, i) => (item, FormattableString.Invariant($"{place}[{i}]"))),
            _ => [],
        };
        foreach (var (value, at) in nested)
        {
            foreach (var below in Given(value, at)) yield return below;
        }
    }

    private static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => JsonValues.Infinite(value.GetString()!),
        _ => null,
    };

    private static bool IsPartOf(string name, string parameter) =>
        Math.Min(name.Length, parameter.Length) >= ShortestPart
        && (name.Contains(parameter, StringComparison.Ordinal) || parameter.Contains(name, StringComparison.Ordinal));

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
