using System.Globalization;
using System.Text;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>What is a value as one of another type?</summary>
/// <remarks>Source: the language definition, "List of Standard Definitions". What does not fit is an error, a fraction is cut off.</remarks>
internal static class Conversions
{
    private const double TwoTo63 = 9223372036854775808.0;
    private const double TwoTo64 = 18446744073709551616.0;

    public static IReadOnlyList<Overload> All { get; } =
    [
        .. ((CelType[])[CelType.Bool, CelType.Int, CelType.Uint, CelType.Double, CelType.String, CelType.Bytes, CelType.Timestamp, CelType.Duration])
            .Select(type => Overload.Of(NameOf(type), type, type, (in a) => a, Costs.Wrap)),
        Overload.Of("dyn", CelType.Parameter("A"), CelType.Dyn, (in a) => a, Costs.Wrap),
        Overload.Of("type", CelType.Parameter("A"), CelType.Type(CelType.Parameter("A")), (in a) => Value.Of(CelType.Of(a))),
        Overload.Of("bool", CelType.String, CelType.Bool, ToBool),
        Overload.Of("int", CelType.Uint, CelType.Int, (in a) => a.AsUint <= long.MaxValue ? Value.Of((long)a.AsUint) : Failure.Overflow),
        Overload.Of("int", CelType.Double, CelType.Int, (in a) => a.AsDouble is > -TwoTo63 and < TwoTo63 ? Value.Of((long)a.AsDouble) : Failure.Overflow),
        Overload.Of("int", CelType.String, CelType.Int, (in a) => long.TryParse(a.AsString, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : NotA("whole number"), Costs.Parse),
        Overload.Of("int", CelType.Timestamp, CelType.Int, (in a) => Value.Of(a.AsTimestamp.Seconds)),
        Overload.Of("uint", CelType.Int, CelType.Uint, (in a) => a.AsInt >= 0 ? Value.Of((ulong)a.AsInt) : Failure.Overflow),
        Overload.Of("uint", CelType.Double, CelType.Uint, (in a) => a.AsDouble is >= 0 and < TwoTo64 ? Value.Of((ulong)a.AsDouble) : Failure.Overflow),
        Overload.Of("uint", CelType.String, CelType.Uint, (in a) => ulong.TryParse(a.AsString, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : NotA("whole number"), Costs.Parse),
        Overload.Of("double", CelType.Int, CelType.Double, (in a) => Value.Of((double)a.AsInt)),
        Overload.Of("double", CelType.Uint, CelType.Double, (in a) => Value.Of((double)a.AsUint)),
        Overload.Of("double", CelType.String, CelType.Double, ToDouble, Costs.Parse),
        Overload.Of("string", CelType.Bool, CelType.String, Text, Costs.ShortText),
        Overload.Of("string", CelType.Int, CelType.String, Text, Costs.ShortText),
        Overload.Of("string", CelType.Uint, CelType.String, Text, Costs.ShortText),
        Overload.Of("string", CelType.Double, CelType.String, Text, Costs.ShortText),
        Overload.Of("string", CelType.Timestamp, CelType.String, Text, Costs.ShortText),
        Overload.Of("string", CelType.Duration, CelType.String, Text, Costs.ShortText),
        Overload.Of("string", CelType.Bytes, CelType.String, (in a) => CodePoints.FromUtf8(a.AsBytes) is { } text ? Value.Of(text) : NotA("text in UTF-8"), Costs.Same),
        Overload.Of("bytes", CelType.String, CelType.Bytes, (in a) => Value.Of(Encoding.UTF8.GetBytes(a.AsString)), BytesCost),
        Overload.Of("timestamp", CelType.String, CelType.Timestamp, (in a) => Timestamp.TryParse(a.AsString, out var moment) ? Value.Of(moment) : NotA("timestamp such as \"2026-01-31T12:00:00Z\""), Costs.Parse),
        Overload.Of("timestamp", CelType.Int, CelType.Timestamp, (in a) => a.AsInt is >= Timestamp.MinSeconds and <= Timestamp.MaxSeconds ? Value.Of(new Timestamp(a.AsInt, 0)) : Failure.TimeOutOfRange),
        Overload.Of("duration", CelType.String, CelType.Duration, (in a) => Durations.TryParse(a.AsString, out var span) ? Value.OfNanoseconds(span) : NotA("duration such as \"24h\" or \"1h30m\""), Costs.Parse),
    ];

    private static string NameOf(CelType type) => type.Kind switch
    {
        TypeKind.Timestamp => "timestamp",
        TypeKind.Duration => "duration",
        _ => type.Name,
    };

    private static Value NotA(string what) => Value.Error($"The text is no {what}.");

    private static Value Text(in Value value) => Value.Of(value.ToString());

    private static (double Cost, SizeBound Result) BytesCost(ReadOnlySpan<SizeBound> arguments) =>
        (1 + arguments[0].Count * 4 / Costs.WrittenPerUnit, SizeBound.Of(arguments[0].Count * 4));

    private static Value ToBool(in Value text) => text.AsString switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => Value.True,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => Value.False,
        _ => NotA("true or false"),
    };

    private static Value ToDouble(in Value text) => text.AsString switch
    {
        "NaN" => Value.Of(double.NaN),
        "Infinity" or "+Infinity" or "Inf" or "+Inf" => Value.Of(double.PositiveInfinity),
        "-Infinity" or "-Inf" => Value.Of(double.NegativeInfinity),
        var digits when double.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) => Value.Of(number),
        _ => NotA("number"),
    };
}
