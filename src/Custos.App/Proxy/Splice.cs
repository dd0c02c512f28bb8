using System.Text.Encodings.Web;
using System.Text.Json;

namespace Custos.App.Proxy;

/// <summary>A body with other texts in some places, and every other byte as it was.</summary>
internal static class Splice
{
    /// <param name="body">The bytes.</param>
    /// <param name="changes">JSON strings by their place, in any order, apart from one another.</param>
    public static byte[] Strings(ReadOnlySpan<byte> body, IEnumerable<(Place Place, string Text)> changes) =>
        Values(body, changes.Select(change => (change.Place, Quoted(change.Text))));

    /// <param name="body">The bytes.</param>
    /// <param name="changes">JSON values by their place, in any order, apart from one another.</param>
    public static byte[] Values(ReadOnlySpan<byte> body, IEnumerable<(Place Place, byte[] Json)> changes)
    {
        var ordered = changes.OrderBy(change => change.Place.Start).ToList();
        var changed = new byte[body.Length + ordered.Sum(change => change.Json.Length - change.Place.Length)];
        var (from, to) = (0, 0);
        foreach (var (place, json) in ordered)
        {
            body[from..place.Start].CopyTo(changed.AsSpan(to));
            to += place.Start - from;
            json.CopyTo(changed, to);
            to += json.Length;
            from = place.End;
        }

        body[from..].CopyTo(changed.AsSpan(to));
        return changed;
    }

    /// <summary>A text as a JSON string, with its quotes.</summary>
    public static byte[] Quoted(string text)
    {
        var encoded = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        return [(byte)'"', .. encoded, (byte)'"'];
    }
}
