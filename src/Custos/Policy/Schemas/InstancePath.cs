using System.Globalization;
using System.Text;
using Custos.Policy.Json;

namespace Custos.Policy.Schemas;

/// <summary>Where in a JSON text does a value stand, as a JSON Pointer that can be shown?</summary>
/// <remarks>Names come from whoever sent the text: they are cut, and what would not be seen, or would change what is seen, is replaced.</remarks>
internal static class InstancePath
{
    private const int MaxName = 64;

    /// <summary>The pointer; a property's name is where its value is. O(siblings × depth).</summary>
    public static string Of(FlatJson json, int token)
    {
        var path = new StringBuilder();
        var at = 0;
        while (at != token && at < json.Count && json[at].Kind is JsonKind.Object or JsonKind.Array)
        {
            var isObject = json[at].Kind == JsonKind.Object;
            var (part, index) = (at + 1, 0);
            // A property's part begins with its name, and ends where its value does.
            for (var end = EndOf(part); end <= token; index++) (part, end) = (end, EndOf(end));
            path.Append('/');
            if (isObject) AppendName(path, Encoding.UTF8.GetString(json.TextOf(part)));
            else path.Append(CultureInfo.InvariantCulture, $"{index}");
            at = isObject && token > part ? part + 1 : token == part ? token : part;

            int EndOf(int first) => isObject ? json[first + 1].End : json[first].End;
        }

        return path.ToString();
    }

    private static void AppendName(StringBuilder path, string name)
    {
        var count = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (count++ == MaxName)
            {
                path.Append('…');
                return;
            }

            path.Append(rune.Value switch { '~' => "~0", '/' => "~1", _ => IsSeen(rune) ? rune.ToString() : "\uFFFD" });
        }
    }

    private static bool IsSeen(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
