using System.Buffers;
using System.Text;
using System.Text.Json;
using Custos.Counting;
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

    /// <summary>JSON as <see cref="ValueJson"/> writes it; an error as <c>{"failure": …}</c>, a count that is not sure as <c>{"estimate": …, "low": …, "high": …}</c>.</summary>
    public static string Write(in Answered answer) => answer.Bounds is { IsExact: false } count ? WriteJson(json => WriteEstimate(json, count)) : Write(answer.Value);

    /// <exception cref="InvalidDataException">It was not written by <see cref="Write(in Answered)"/>.</exception>
    public static Answered Read(string written)
    {
        try
        {
            using var document = JsonDocument.Parse(written);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("failure", out var failure) && Enum.TryParse<FailureClass>(failure.GetString(), out var kind)) return Value.Error("What the rule asks for was not there.", kind);
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("estimate", out var estimate)) return Answered.Of(new WindowCount(estimate.GetDouble(), root.GetProperty("low").GetDouble(), root.GetProperty("high").GetDouble()));
            var answer = ValueJson.Read(root);
            return answer.Kind == ValueKind.Double ? Answered.Of(WindowCount.Exactly(answer.AsDouble)) : answer;
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("A decision's record holds an observation that cannot be read.", broken);
        }
    }

    private static string Write(Value value) => value.Kind switch
    {
        ValueKind.Error => Failures[(int)value.AsError.Class],
        ValueKind.Double when value.AsDouble is var number && !double.IsNegative(number) && number < Small.Length && Math.Floor(number) == number => Small[(int)number],
        _ => WriteJson(value),
    };

    private static void WriteEstimate(Utf8JsonWriter json, WindowCount count)
    {
        json.WriteStartObject();
        json.WriteNumber("estimate", count.Value);
        json.WriteNumber("low", count.Low);
        json.WriteNumber("high", count.High);
        json.WriteEndObject();
    }

    private static string WriteJson(Value value) => WriteJson(json => ValueJson.Write(json, value));

    private static string WriteJson(Action<Utf8JsonWriter> write)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written)) write(json);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }
}
