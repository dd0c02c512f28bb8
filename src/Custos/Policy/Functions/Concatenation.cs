using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>What are two texts, byte rows or lists, one after the other?</summary>
internal static class Concatenation
{
    /// <summary>No function makes a text, byte row or list longer than this: what would be is an error, before memory is taken.</summary>
    public const int MaxLength = 1 << 24;

    public static Value TooLong { get; } = Value.Error("The result would be too long.");

    public static Value Strings(in Value left, in Value right)
    {
        var (one, other) = (left.AsString, right.AsString);
        return (long)one.Length + other.Length > MaxLength ? TooLong : Value.Of(string.Concat(one, other));
    }

    public static Value Bytes(in Value left, in Value right)
    {
        var one = left.AsBytes;
        var other = right.AsBytes;
        return (long)one.Length + other.Length > MaxLength ? TooLong : Value.Of([.. one, .. other]);
    }

    public static Value Lists(in Value left, in Value right)
    {
        var (one, other) = (left.AsList, right.AsList);
        if (one.Count == 0) return right;
        if (other.Count == 0) return left;
        return (long)one.Count + other.Count > MaxLength ? TooLong : Value.Of(new ListValue([.. one.Items, .. other.Items]));
    }
}
