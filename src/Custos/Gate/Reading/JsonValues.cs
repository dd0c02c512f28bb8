using System.Text.Json;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Gate.Reading;

/// <summary>What does a tool call's JSON say to a condition? Whole numbers are ints, the others doubles.</summary>
internal static class JsonValues
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };
    private static readonly Value NoObject = Value.Error("The tool call's arguments are no JSON object.", FailureClass.Error);

    /// <summary>A map; an error for anything but an object.</summary>
    public static Value OfObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? ValueJson.ReadPlain(document.RootElement) : NoObject;
        }
        catch (JsonException)
        {
            return NoObject;
        }
    }
}
