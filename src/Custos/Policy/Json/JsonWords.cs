using System.Text;
using System.Text.Encodings.Web;

namespace Custos.Policy.Json;

/// <summary>How is a value written as JSON, on one line?</summary>
internal static class JsonWords
{
    public static string Of(FlatJson json, int token)
    {
        var words = new StringBuilder();
        Append(words, json, token);
        return words.ToString();
    }

    private static void Append(StringBuilder words, FlatJson json, int token)
    {
        switch (json[token].Kind)
        {
            case JsonKind.Number:
                words.Append(Encoding.UTF8.GetString(json.TextOf(token)));
                break;
            case JsonKind.Text:
                words.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Encoding.UTF8.GetString(json.TextOf(token)))).Append('"');
                break;
            case JsonKind.Array or JsonKind.Object:
                AppendParts(words, json, token);
                break;
            case var kind:
                words.Append(kind switch { JsonKind.True => "true", JsonKind.False => "false", _ => "null" });
                break;
        }
    }

    private static void AppendParts(StringBuilder words, FlatJson json, int token)
    {
        var isObject = json[token].Kind == JsonKind.Object;
        words.Append(isObject ? '{' : '[');
        for (var part = token + 1; part < json[token].End; part = json[part].End)
        {
            if (part > token + 1) words.Append(", ");
            Append(words, json, part);
            if (!isObject) continue;
            words.Append(": ");
            Append(words, json, ++part);
        }

        words.Append(isObject ? '}' : ']');
    }
}
