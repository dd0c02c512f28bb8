using System.Globalization;
using System.Text;

namespace Custos.Policy.Values;

/// <summary>How is a value written for a person, and by <c>%s</c>?</summary>
internal static class ValueText
{
    public static string Of(in Value value)
    {
        if (value.Kind == ValueKind.String) return value.AsString;
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>The shortest decimal that reads back as the same number, with an exponent below 1e-4 and from 1e21 on.</summary>
    public static string OfDouble(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "Infinity" : "-Infinity";
        var shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        var exponent = value == 0 ? 0 : int.Parse(shortest.AsSpan(shortest.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        return exponent is >= -4 and < 21 ? Plain(digits) : Scientific(digits, exponent);
    }

    private static void Append(StringBuilder text, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null: text.Append("null"); break;
            case ValueKind.Bool: text.Append(value.AsBool ? "true" : "false"); break;
            case ValueKind.Int: text.Append(value.AsInt); break;
            case ValueKind.Uint: text.Append(value.AsUint); break;
            case ValueKind.Double: text.Append(OfDouble(value.AsDouble)); break;
            case ValueKind.String: text.Append(value.AsString); break;
            case ValueKind.Bytes: text.Append(Encoding.UTF8.GetString(value.AsBytes)); break;
            case ValueKind.Timestamp: text.Append(value.AsTimestamp); break;
            case ValueKind.Duration: text.Append(Durations.Format(value.AsNanoseconds)); break;
            case ValueKind.Type: text.Append(value.AsType.Name); break;
            case ValueKind.List: AppendList(text, value.AsList); break;
            case ValueKind.Map: AppendMap(text, value.AsMap); break;
            case ValueKind.Optional: AppendOptional(text, value.AsOptional); break;
            case ValueKind.Error: text.Append("error: ").Append(value.AsError.Message); break;
            default: text.Append("unknown"); break;
        }
    }

    private static void AppendList(StringBuilder text, ListValue list)
    {
        text.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0) text.Append(", ");
            Append(text, list[i]);
        }

        text.Append(']');
    }

    // In the order of the keys' texts, so that one map is always written one way.
    private static void AppendMap(StringBuilder text, MapValue map)
    {
        var entries = map.Entries.ToArray().Select(entry => (Key: Of(entry.Key), entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal);
        text.Append('{');
        var isFirst = true;
        foreach (var (key, value) in entries)
        {
            if (!isFirst) text.Append(", ");
            isFirst = false;
            text.Append(key).Append(": ");
            Append(text, value);
        }

        text.Append('}');
    }

    private static void AppendOptional(StringBuilder text, Value? value)
    {
        if (value is not { } some)
        {
            text.Append("optional.none()");
            return;
        }

        text.Append("optional.of(");
        Append(text, some);
        text.Append(')');
    }

    // .NET turns to exponents earlier than the language does.
    private static string Plain(string digits)
    {
        if (!digits.Contains('E')) return digits;
        return decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    private static string Scientific(string digits, int exponent)
    {
        var sign = digits.StartsWith('-') ? "-" : "";
        var mantissa = digits.AsSpan(sign.Length);
        var end = mantissa.IndexOf('E');
        var figures = (end < 0 ? mantissa : mantissa[..end]).ToString().Replace(".", "", StringComparison.Ordinal).TrimStart('0').TrimEnd('0');
        var fraction = figures.Length > 1 ? "." + figures[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{figures[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }
}
