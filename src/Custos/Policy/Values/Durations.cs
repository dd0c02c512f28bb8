using System.Buffers;
using System.Globalization;

namespace Custos.Policy.Values;

/// <summary>How is a duration written and read?</summary>
/// <remarks>Durations are whole nanoseconds in 64 bits, as in the reference implementation: about 292 years at most.</remarks>
public static class Durations
{
    public const long NanosecondsPerTick = 100;
    public const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly (string Name, long Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
        ("s", NanosecondsPerSecond), ("m", 60 * NanosecondsPerSecond), ("h", 3600 * NanosecondsPerSecond),
    ];

    /// <summary>In seconds, with as many decimals as are needed: <c>5400s</c>, <c>1.5s</c>.</summary>
    public static string Format(long nanoseconds)
    {
        var seconds = Math.DivRem(nanoseconds, NanosecondsPerSecond, out var rest);
        var fraction = rest == 0 ? "" : "." + Math.Abs(rest).ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        var sign = nanoseconds < 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(seconds)}{fraction}s");
    }

    /// <summary>Reads a signed row of decimal numbers with units h, m, s, ms, us and ns: <c>24h</c>, <c>1h45m</c>, <c>-1.5s</c>, <c>0</c>.</summary>
    public static bool TryParse(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        var rest = text.AsSpan();
        var isNegative = rest.StartsWith("-");
        if (isNegative || rest.StartsWith("+")) rest = rest[1..];
        if (rest is "0") return true;
        if (rest.IsEmpty) return false;
        Int128 sum = 0;
        while (!rest.IsEmpty)
        {
            if (!TryReadPart(ref rest, out var part)) return false;
            sum += part;
            if (sum > (Int128)long.MaxValue + 1) return false;
        }

        sum = isNegative ? -sum : sum;
        if (sum < long.MinValue || sum > long.MaxValue) return false;
        nanoseconds = (long)sum;
        return true;
    }

    private static bool TryReadPart(ref ReadOnlySpan<char> rest, out Int128 nanoseconds)
    {
        nanoseconds = 0;
        var end = rest.IndexOfAnyExcept(Digits);
        if (end <= 0 || end > 30) return false;
        var digits = rest[..end];
        rest = rest[end..];
        var unitLength = rest.IndexOfAny(Digits);
        var unit = unitLength < 0 ? rest : rest[..unitLength];
        rest = rest[unit.Length..];
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        foreach (var (name, length) in Units)
        {
            if (!unit.SequenceEqual(name)) continue;
            if (number > (decimal)long.MaxValue / length + 1) return false;
            nanoseconds = (Int128)decimal.Truncate(number * length);
            return true;
        }

        return false;
    }
}
