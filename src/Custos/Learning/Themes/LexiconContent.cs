using System.Text.Json;
using System.Text.Json.Nodes;

namespace Custos.Learning.Themes;

/// <summary>How does a lexicon stand in a model? As JSON of its folded entries, which need no YAML and no fold to be read.</summary>
internal static class LexiconContent
{
    public static byte[] Write(ThemeLexicon lexicon) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["name"] = lexicon.Name,
        ["sha256"] = lexicon.Sha256,
        ["themes"] = new JsonArray([.. lexicon.Themes.Select(theme => new JsonObject { ["name"] = theme.Name, ["entries"] = new JsonArray([.. theme.Entries.Select(entry => JsonValue.Create(entry))]) })]),
        ["together"] = new JsonArray([.. lexicon.Together.Select(pair => new JsonArray(pair.First, pair.Second))]),
    });

    /// <exception cref="InvalidDataException">It is no lexicon.</exception>
    public static ThemeLexicon Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var root = JsonNode.Parse(bytes)!.AsObject();
            return new ThemeLexicon(
                (string)root["name"]!,
                [.. root["themes"]!.AsArray().Select(theme => new Theme((string)theme!["name"]!, [.. theme["entries"]!.AsArray().Select(entry => (string)entry!)]))],
                [.. root["together"]!.AsArray().Select(pair => pair!.AsArray() is [var first, var second] ? ((int)first!, (int)second!) : throw new FormatException("A pair is of two."))],
                (string)root["sha256"]!);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or NullReferenceException or FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            throw new InvalidDataException("Its lexicon is none.", cause);
        }
    }
}
