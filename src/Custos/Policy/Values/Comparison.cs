namespace Custos.Policy.Values;

/// <summary>Are two values equal, and which comes first?</summary>
/// <remarks>
/// Source: the language definition, "Equality" and "Ordering": numbers compare by their value across kinds, NaN is not ordered and equals
/// nothing. A whole number meets a double as the nearest double, as the conformance suite asks of 2⁶³ - 1 and 2⁶³: they are equal.
/// </remarks>
internal static class Comparison
{
    /// <summary>What <see cref="Order"/> answers where neither comes first and they are not equal.</summary>
    public const int Unordered = int.MinValue;

    public static bool AreEqual(in Value left, in Value right)
    {
        if (left.Kind != right.Kind)
        {
            return IsNumber(left.Kind) && IsNumber(right.Kind) && Order(left, right) == 0;
        }

        return left.Kind switch
        {
            ValueKind.Null => true,
            ValueKind.Bool => left.AsBool == right.AsBool,
            ValueKind.Int => left.AsInt == right.AsInt,
            ValueKind.Uint => left.AsUint == right.AsUint,
            ValueKind.Double => left.AsDouble == right.AsDouble,
            ValueKind.String => left.AsString == right.AsString,
            ValueKind.Bytes => left.AsBytes.SequenceEqual(right.AsBytes),
            ValueKind.Timestamp => left.AsTimestamp == right.AsTimestamp,
            ValueKind.Duration => left.AsNanoseconds == right.AsNanoseconds,
            ValueKind.List => AreEqual(left.AsList, right.AsList),
            ValueKind.Map => AreEqual(left.AsMap, right.AsMap),
            ValueKind.Type => left.AsType.Name == right.AsType.Name,
            ValueKind.Optional => AreEqual(left.AsOptional, right.AsOptional),
            ValueKind.Error => ReferenceEquals(left.AsError, right.AsError),
            _ => left.AsUnknown.Equals(right.AsUnknown),
        };
    }

    /// <summary>Below 0, 0 or above 0; <see cref="Unordered"/> for NaN; null where the kinds have no order.</summary>
    public static int? Order(in Value left, in Value right)
    {
        switch (left.Kind, right.Kind)
        {
            case (ValueKind.Int, ValueKind.Int): return left.AsInt.CompareTo(right.AsInt);
            case (ValueKind.Double, ValueKind.Double): return Doubles(left.AsDouble, right.AsDouble);
            case (ValueKind.Uint, ValueKind.Uint): return left.AsUint.CompareTo(right.AsUint);
            case (ValueKind.Int, ValueKind.Uint): return left.AsInt < 0 ? -1 : ((ulong)left.AsInt).CompareTo(right.AsUint);
            case (ValueKind.Uint, ValueKind.Int): return right.AsInt < 0 ? 1 : left.AsUint.CompareTo((ulong)right.AsInt);
            case (ValueKind.Int, ValueKind.Double): return Doubles(left.AsInt, right.AsDouble);
            case (ValueKind.Double, ValueKind.Int): return Doubles(left.AsDouble, right.AsInt);
            case (ValueKind.Uint, ValueKind.Double): return Doubles(left.AsUint, right.AsDouble);
            case (ValueKind.Double, ValueKind.Uint): return Doubles(left.AsDouble, right.AsUint);
            case (ValueKind.Bool, ValueKind.Bool): return left.AsBool.CompareTo(right.AsBool);
            case (ValueKind.String, ValueKind.String): return CodePoints.Compare(left.AsString, right.AsString);
            case (ValueKind.Bytes, ValueKind.Bytes): return left.AsBytes.SequenceCompareTo(right.AsBytes);
            case (ValueKind.Timestamp, ValueKind.Timestamp): return left.AsTimestamp.CompareTo(right.AsTimestamp);
            case (ValueKind.Duration, ValueKind.Duration): return left.AsNanoseconds.CompareTo(right.AsNanoseconds);
            default: return null;
        }
    }

    /// <summary>Equal values have equal hashes, across kinds of numbers.</summary>
    public static int HashOf(in Value value) => value.Kind switch
    {
        ValueKind.Bool => value.AsBool ? 1 : 2,
        ValueKind.Int => HashOf(value.AsInt),
        ValueKind.Uint => HashOf(value.AsUint),
        ValueKind.Double => HashOf(value.AsDouble),
        ValueKind.String => value.AsString.GetHashCode(StringComparison.Ordinal),
        ValueKind.Bytes => HashOf(value.AsBytes),
        ValueKind.Timestamp => value.AsTimestamp.GetHashCode(),
        ValueKind.Duration => value.AsNanoseconds.GetHashCode(),
        ValueKind.List => HashCode.Combine(ValueKind.List, value.AsList.Count),
        ValueKind.Map => HashCode.Combine(ValueKind.Map, value.AsMap.Count),
        ValueKind.Type => value.AsType.Name.GetHashCode(StringComparison.Ordinal),
        ValueKind.Optional => value.AsOptional is { } some ? HashOf(some) + 1 : 0,
        _ => (int)value.Kind,
    };

    public static bool IsNumber(ValueKind kind) => kind is ValueKind.Int or ValueKind.Uint or ValueKind.Double;

    private static bool AreEqual(ListValue left, ListValue right)
    {
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!AreEqual(left.Items[i], right.Items[i])) return false;
        }

        return true;
    }

    private static bool AreEqual(MapValue left, MapValue right)
    {
        if (left.Count != right.Count) return false;
        foreach (ref readonly var entry in left.Entries)
        {
            if (!right.TryGet(entry.Key, out var other) || !AreEqual(entry.Value, other)) return false;
        }

        return true;
    }

    private static bool AreEqual(Value? left, Value? right) => left is { } one && right is { } other ? AreEqual(one, other) : left is null && right is null;

    private static int Doubles(double left, double right) => left < right ? -1 : left > right ? 1 : left == right ? 0 : Unordered;

    // Zero and minus zero are equal.
    private static int HashOf(double value) => (value + 0.0).GetHashCode();

    private static int HashOf(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
