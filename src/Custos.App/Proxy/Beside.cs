using System.Text.Json;

namespace Custos.App.Proxy;

/// <summary>What says a text's tokens once more beside the text, and must go where the text is changed?</summary>
internal static class Beside
{
    /// <summary>The probabilities of tokens in a body, with what stands in their place: nothing, of the same kind.</summary>
    public static List<(Place Place, byte[] Json)> In(ReadOnlyMemory<byte> body)
    {
        using var parsed = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 128 });
        var found = new List<(Place, byte[])>();
        Find(parsed.RootElement, new JsonPlaces(body), found);
        return found;
    }

    private static void Find(JsonElement value, JsonPlaces places, List<(Place, byte[])> found)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var entry in value.EnumerateArray()) Find(entry, places, found);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (member.NameEquals("logprobs"u8) && member.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                {
                    found.Add((places.Of(member.Value), member.Value.ValueKind == JsonValueKind.Array ? "[]"u8.ToArray() : "null"u8.ToArray()));
                }
                else
                {
                    Find(member.Value, places, found);
                }
            }
        }
    }
}
