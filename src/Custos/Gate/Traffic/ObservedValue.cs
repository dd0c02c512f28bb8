using System.Buffers;
using System.Text;
using System.Text.Json;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Gate.Traffic;

/// <summary>How is an answer written into a decision's record, and read back bit for bit?</summary>
internal static class ObservedValue
{
    // Most windows hold little: the commonest numbers are written once for all.
    private static readonly string[] Small = [.. Enumerable.Range(0, 256).Select(number => WriteJson(Value.Of((double)number)))];
    private static readonly string[] Failures = [.. Enum.GetValues<FailureClass>().Select(failure => $$"""{"failure":"{{failure}}"}""")];

    /// <summary>The caller wanted every policy and label, also where the verdict was settled without.</summary>
    public static Observation WantedAll { get; } = new("all", "true");

    /// <summary>A long text was not read to its end.</summary>
    public static Observation Unread(FailureClass why) => new(Reading, why.ToString());

    /// <summary>Under which name it stands that a text was not read.</summary>
    public const string Reading = "reading";

    public static string OfSignal(string name) => $"signal {name}";

    /// <summary>JSON as <see cref="ValueJson"/> writes it; an error as <c>{"failure": …}</c>.</summary>
    public static string Write(Value value) => value.Kind switch
    {
        ValueKind.Error => Failures[(int)value.AsError.Class],
        ValueKind.Double when value.AsDouble is var number && !double.IsNegative(number) && number < Small.Length && Math.Floor(number) == number => Small[(int)number],
        _ => WriteJson(value),
    };

    /// <exception cref="InvalidDataException">It was not written by <see cref="Write"/>.</exception>
    public static Value Read(string written)
    {
        try
        {
            using var document = JsonDocument.Parse(written);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("failure", out var failure) && Enum.TryParse<FailureClass>(failure.GetString(), out var kind)
                ? Value.Error("What the rule asks for was not there.", kind)
                : ValueJson.Read(root);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException("A decision's record holds an observation that cannot be read.", broken);
        }
    }

    private static string WriteJson(Value value)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written)) ValueJson.Write(json, value);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }
}
