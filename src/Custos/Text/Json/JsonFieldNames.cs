using System.Text.Json;

namespace Custos.Text.Json;

/// <summary>Which fields do these lines hold? For messages that suggest a name.</summary>
internal static class JsonFieldNames
{
    private const int MostLines = 100;
    private const int MostNames = 200;
    private const int LongestName = 80;

    /// <summary>The paths of the values inside objects, at most 200, in the order in which they come; damaged lines are passed over.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> lines)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var line = 0; line < MostLines && !lines.IsEmpty; line++)
        {
            var end = lines.IndexOf((byte)'\n');
            var steps = new Stack<string>();
            var reader = new Utf8JsonReader(end < 0 ? lines : lines[..end]);
            try
            {
                while (names.Count < MostNames && reader.Read()) Note(ref reader, steps, names, seen);
            }
            catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
            {
                // The scanner says where; names are wanted from the other lines.
            }

            lines = end < 0 ? default : lines[(end + 1)..];
        }

        return names;
    }

    private static void Note(ref Utf8JsonReader reader, Stack<string> steps, List<string> names, HashSet<string> seen)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                steps.Push(reader.GetString()!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal));
                return;
            case JsonTokenType.StartObject:
                return;
            case JsonTokenType.StartArray:
                reader.Skip();
                break;
        }

        if (reader.TokenType != JsonTokenType.EndObject)
        {
            var name = string.Join('.', steps.Reverse());
            if (name.Length is > 0 and <= LongestName && seen.Add(name)) names.Add(name);
        }

        // The value of a key is done, an object's too; the outermost object has none.
        steps.TryPop(out _);
    }
}
