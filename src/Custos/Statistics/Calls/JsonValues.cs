using System.Globalization;
using System.Text.Json;
using Custos.Records;

namespace Custos.Statistics.Calls;

/// <summary>Which number, or list, does this piece of JSON hold? Infinity is the text "Infinity", as in the answers.</summary>
internal static class JsonValues
{
    public static double One(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.Number)
        {
            var value = element.GetDouble();
            return double.IsFinite(value) ? value : throw new BadInputException("The number is too large for a double.", "Give a number below 1.8e308.", place);
        }

        return element.ValueKind == JsonValueKind.String && Infinite(element.GetString()!) is { } infinite
            ? infinite
            : throw new BadInputException($"It is {CallInputs.KindOf(element)}.", "Give a number.", place);
    }

    public static double? OneOrNone(JsonElement element, string place) => element.ValueKind == JsonValueKind.Null ? null : One(element, place);

    public static long Whole(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var whole))
        {
            return whole;
        }

        var value = One(element, place);
        return value == Math.Floor(value) && Math.Abs(value) < 9e18
            ? (long)value
            : throw new BadInputException("It is not a whole number.", "Give a whole number.", place);
    }

    /// <summary>A whole number that counts or places things in memory.</summary>
    public static int Small(JsonElement element, string place)
    {
        var whole = Whole(element, place);
        return whole is >= int.MinValue and <= int.MaxValue
            ? (int)whole
            : throw new BadInputException("The whole number is too large.", "Give one between -2147483648 and 2147483647.", place);
    }

    public static IReadOnlyList<T> Items<T>(JsonElement element, string place, Func<JsonElement, string, T> read)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw new BadInputException($"It is {CallInputs.KindOf(element)}.", "Give a list.", place);
        }

        var items = new T[element.GetArrayLength()];
        var i = 0;
        foreach (var item in element.EnumerateArray())
        {
            items[i] = ReadAt(item, place, i, read);
            i++;
        }

        return items;
    }

    // The place is written only when it is needed: a list may hold millions.
    private static T ReadAt<T>(JsonElement item, string place, int index, Func<JsonElement, string, T> read)
    {
        try
        {
            return read(item, "");
        }
        catch (BadInputException bad)
        {
            var inner = bad.Place ?? "";
            throw new BadInputException(bad.Problem, bad.Remedy, string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]{inner}"));
        }
    }

    public static double? Infinite(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => null,
    };
}
