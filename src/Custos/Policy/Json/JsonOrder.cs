namespace Custos.Policy.Json;

/// <summary>Are two JSON values the same, and if not, which comes first in one fixed order of all of them?</summary>
/// <remarks>
/// Numbers are the same by value (1 and 1.0), objects whatever the order of their properties. An order rather than a hash, so that no choice
/// of values makes many of them collide. O(the smaller of the two); it nests no deeper than the values do.
/// </remarks>
internal static class JsonOrder
{
    public static int Compare(FlatJson one, int token, FlatJson other, int otherToken)
    {
        ref readonly var a = ref one[token];
        ref readonly var b = ref other[otherToken];
        if (a.Kind != b.Kind) return a.Kind.CompareTo(b.Kind);
        return a.Kind switch
        {
            JsonKind.Number => CompareNumbers(one.TextOf(token), other.TextOf(otherToken)),
            JsonKind.Text => FlatJson.CompareTexts(one.TextOf(token), other.TextOf(otherToken)),
            JsonKind.Array => a.Count == b.Count ? CompareItems(one, token, other, otherToken) : a.Count.CompareTo(b.Count),
            JsonKind.Object => a.Count == b.Count ? CompareProperties(one, token, other, otherToken) : a.Count.CompareTo(b.Count),
            _ => 0,
        };
    }

    // Most numbers that are the same are written the same.
    private static int CompareNumbers(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.SequenceEqual(other) ? 0 : JsonNumber.Compare(new JsonNumber(one), new JsonNumber(other));

    private static int CompareItems(FlatJson one, int token, FlatJson other, int otherToken)
    {
        var (item, otherItem, end) = (token + 1, otherToken + 1, one[token].End);
        while (item < end)
        {
            if (Compare(one, item, other, otherItem) is not 0 and var order) return order;
            (item, otherItem) = (one[item].End, other[otherItem].End);
        }

        return 0;
    }

    private static int CompareProperties(FlatJson one, int token, FlatJson other, int otherToken)
    {
        var names = one.NamesOf(token);
        var otherNames = other.NamesOf(otherToken);
        for (var i = 0; i < names.Length; i++)
        {
            if (FlatJson.CompareTexts(one.TextOf(names[i]), other.TextOf(otherNames[i])) is not 0 and var order) return order;
            if (Compare(one, names[i] + 1, other, otherNames[i] + 1) is not 0 and var valueOrder) return valueOrder;
        }

        return 0;
    }
}
