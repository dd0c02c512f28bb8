using System.Buffers;

namespace Custos.App.Proxy.Protocols;

/// <summary>An error as a client of this family reads it.</summary>
internal static class ErrorBody
{
    /// <summary>As an event that ends a stream.</summary>
    /// <param name="family">Whose clients.</param>
    /// <param name="name">The event's name; null where it has none.</param>
    /// <param name="type">The family's own word for this kind.</param>
    /// <param name="code">A stable name that programs can switch on.</param>
    /// <param name="message">What happened and what to do; never content.</param>
    public static byte[] AsEvent(Family family, string? name, string type, string code, string message)
    {
        var events = new ArrayBufferWriter<byte>();
        events.Event(name, Of(family, type, code, message));
        return events.WrittenSpan.ToArray();
    }

    private static byte[] Of(Family family, string type, string code, string message) => family == Family.OpenAi
        ? EventText.Json(json =>
        {
            json.WriteStartObject("error");
            json.WriteString("message", message);
            json.WriteString("type", type);
            json.WriteNull("param");
            json.WriteString("code", code);
            json.WriteEndObject();
        })
        : EventText.Json(json =>
        {
            json.WriteString("type", "error");
            json.WriteStartObject("error");
            json.WriteString("type", type);
            json.WriteString("message", message);
            json.WriteEndObject();
        });
}
