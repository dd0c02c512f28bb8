using System.Text;
using System.Text.Json;

namespace Custos.Text.Identifiers;

/// <summary>What does a text say without its personal identifiers and secrets?</summary>
public static class IdentifierRedaction
{
    /// <summary>The text with each of them replaced by its kind, for instance <c>[email_address]</c>; the same text where there is none.</summary>
    /// <remarks>What <see cref="IdentifierFinder"/> finds in the text as it stands. O(n); thread-safe.</remarks>
    public static string Of(string text)
    {
        var matches = new List<IdentifierMatch>();
        IdentifierFinder.Find(text, matches);
        if (matches.Count == 0) return text;
        var redacted = new StringBuilder(text.Length);
        var at = 0;
        foreach (var match in matches)
        {
            redacted.Append(text, at, match.Span.Start - at).Append('[').Append(JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Kind.ToString())).Append(']');
            at = match.Span.End;
        }

        return redacted.Append(text, at, text.Length - at).ToString();
    }
}
