using System.Collections.Immutable;
using System.Text.Json;
using Custos.Records.Layout;

namespace Custos.Records.Json;

/// <summary>How is evidence written as JSON, for callers and for the store, and read back bit for bit?</summary>
public static class EvidenceJson
{
    /// <summary>Writes an array with one object for each piece.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<Evidence> evidence)
    {
        var writer = new Writer(json);
        json.WriteStartArray();
        foreach (var piece in evidence)
        {
            json.WriteStartObject();
            EvidenceFields.Write(piece, ref writer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static ImmutableArray<Evidence> Read(JsonElement array)
    {
        try
        {
            return [.. array.EnumerateArray().Select(static piece =>
            {
                var reader = new Reader(piece);
                return EvidenceFields.Read(ref reader);
            })];
        }
        catch (Exception broken) when (broken is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The evidence of a decision cannot be read.", broken);
        }
    }

    private readonly struct Writer(Utf8JsonWriter json) : IEvidenceWriter
    {
        public void Kind(string kind) => json.WriteString("kind", kind);

        public void Text(string name, string value) => json.WriteString(name, value);

        public void Number(string name, double value) => json.WriteNumber(name, value);

        public void NumberIfAny(string name, double? value)
        {
            if (value is { } number) json.WriteNumber(name, number);
        }

        public void Whole(string name, int value) => json.WriteNumber(name, value);

        public void Truth(string name, bool value) => json.WriteBoolean(name, value);
    }

    private readonly struct Reader(JsonElement piece) : IEvidenceReader
    {
        public string Kind() => Text("kind");

        public string Text(string name) => piece.GetProperty(name).GetString() ?? throw new FormatException(name);

        public double Number(string name) => piece.GetProperty(name).GetDouble();

        public double? NumberIfAny(string name) => piece.TryGetProperty(name, out var number) ? number.GetDouble() : null;

        public int Whole(string name) => piece.GetProperty(name).GetInt32();

        public bool Truth(string name) => piece.GetProperty(name).GetBoolean();
    }
}
