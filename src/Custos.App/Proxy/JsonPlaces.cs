using System.Runtime.InteropServices;
using System.Text.Json;
using Custos.App.Api;

namespace Custos.App.Proxy;

/// <summary>Where in a JSON text does a value stand, and what does it say?</summary>
/// <param name="utf8">The text that the document was parsed from.</param>
internal readonly struct JsonPlaces(ReadOnlyMemory<byte> utf8)
{
    /// <summary>Where the value stands, a string with its quotes.</summary>
    public Place Of(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return utf8.Span.Overlaps(raw, out var start) ? new Place(start, raw.Length) : throw new ArgumentException("The value is not of this text.", nameof(value));
    }

    /// <summary>What a string says; a lone surrogate, which JSON can spell but Unicode has not, becomes U+FFFD.</summary>
    public static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogates.Unescape(JsonMarshal.GetRawUtf8Value(value)[1..^1]);
        }
    }

    /// <summary>The text of a member, where it is one.</summary>
    public static string? TextOf(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? TextOf(value) : null;

    /// <summary>A member that is an object or an array; null where it is not there.</summary>
    public static JsonElement? Inside(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value : null;

    /// <summary>The entries of a member that is an array; none where it is not.</summary>
    public static IEnumerable<JsonElement> Each(JsonElement of, string member) => Inside(of, member) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>A whole number of 0 or more; null where there is none.</summary>
    public static int? NumberOf(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number : null;
}

/// <summary>Which bytes of a body?</summary>
internal readonly record struct Place(int Start, int Length)
{
    public int End => Start + Length;
}
