using System.Buffers.Text;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>What are bytes as base64, and back?</summary>
internal static class Encodings
{
    public static IReadOnlyList<Overload> All { get; } =
    [
        Overload.Of("base64.encode", CelType.Bytes, CelType.String, (in bytes) => Value.Of(Convert.ToBase64String(bytes.AsBytes)), EncodeCost),
        Overload.Of("base64.decode", CelType.String, CelType.Bytes, Decode, Costs.Same),
    ];

    private static Value NoBase64 { get; } = Value.Error("The text is no base64.");

    // Padding may be left out.
    private static Value Decode(in Value text)
    {
        var digits = text.AsString.TrimEnd('=');
        var padded = digits.PadRight((digits.Length + 3) / 4 * 4, '=');
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(padded.Length)];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? Value.Of(bytes[..written]) : NoBase64;
    }

    private static (double Cost, SizeBound Result) EncodeCost(ReadOnlySpan<SizeBound> arguments) =>
        (1 + arguments[0].Count / 20, SizeBound.Of(arguments[0].Count * 4 / 3 + 4));
}
