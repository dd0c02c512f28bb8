using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Custos.App.Proxy.Protocols;

/// <summary>JSON and server-sent events that Custos writes itself.</summary>
internal static class EventText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON object with these members.</summary>
    public static byte[] Json(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Appends one event.</summary>
    /// <param name="to">The stream.</param>
    /// <param name="name">Null for an event without a name.</param>
    /// <param name="data">On one line.</param>
    public static void Event(this ArrayBufferWriter<byte> to, string? name, ReadOnlySpan<byte> data)
    {
        if (name is not null) to.Write(Encoding.UTF8.GetBytes($"event: {name}\n"));
        to.Write("data: "u8);
        to.Write(data);
        to.Write("\n\n"u8);
    }

    /// <summary>Appends one event whose data is a JSON object with these members.</summary>
    public static void Event(this ArrayBufferWriter<byte> to, string? name, Action<Utf8JsonWriter> members) => to.Event(name, Json(members));
}
