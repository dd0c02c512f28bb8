using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Protocols;

/// <summary>The bytes of one event, or of one body, as they are put together.</summary>
internal sealed class AnswerBuffer : IDisposable
{
    // A character for private use, whose three bytes give way to the fault.
    private const char MarkerCharacter = '\uF8FF';

    private readonly ArrayBufferWriter<byte> _bytes = new(512);
    private readonly EventStyle _style;

    private readonly JavaScriptEncoder _encoder;

    public AnswerBuffer(EventStyle style)
    {
        _style = style;
        _encoder = style.Escapes ? JavaScriptEncoder.Default : PlainJsonEncoder.Instance;
        Json = new Utf8JsonWriter(_bytes, new JsonWriterOptions
        {
            Encoder = _encoder,
            SkipValidation = true,
        });
    }

    /// <summary>What stands where a fault within a text belongs.</summary>
    public static ReadOnlySpan<byte> Marker => [0xEF, 0xA3, 0xBF];

    public Utf8JsonWriter Json { get; }

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>Whether the next piece of a stream begins with <see cref="Marker"/>.</summary>
    public bool MarksNextDelta { get; set; }

    /// <summary>Whether the next whole text does.</summary>
    public bool MarksNextText { get; set; }

    /// <summary>Begins an event of server-sent events, and its JSON.</summary>
    /// <param name="name">The event's; empty where the protocol names none.</param>
    public void BeginEvent(ReadOnlySpan<byte> name)
    {
        if (_style.Comments)
        {
            _bytes.Write(": still here"u8);
            EndLine();
            EndLine();
        }

        if (!name.IsEmpty)
        {
            _bytes.Write("event: "u8);
            _bytes.Write(name);
            EndLine();
        }

        _bytes.Write("data: "u8);
    }

    public void EndEvent()
    {
        EndJson();
        EndLine();
        EndLine();
    }

    /// <summary>An event that is no JSON.</summary>
    public void WriteEvent(ReadOnlySpan<byte> data)
    {
        BeginEvent([]);
        _bytes.Write(data);
        EndLine();
        EndLine();
    }

    public void EndJson()
    {
        Json.Flush();
        Json.Reset();
    }

    /// <summary>A property whose value is a piece of what the model says.</summary>
    public void WriteDelta(ReadOnlySpan<byte> name, ReadOnlySpan<char> text)
    {
        WriteString(name, text, MarksNextDelta);
        MarksNextDelta = false;
    }

    /// <summary>A property whose value is something that the model says, whole.</summary>
    public void WriteText(ReadOnlySpan<byte> name, ReadOnlySpan<char> text)
    {
        WriteString(name, text, MarksNextText);
        MarksNextText = false;
    }

    /// <summary>Fields that no protocol knows, with numbers and escapes that only a copy of the bytes preserves.</summary>
    public void WriteUnknownFields()
    {
        Json.WritePropertyName("x_simulated"u8);
        Json.WriteRawValue("""{"price": 1.50, "big": 12345678901234567890, "tiny": 1E-7, "path": "a\/b", "again": 1, "again": 2}"""u8, skipInputValidation: true);
    }

    /// <summary>One field that no protocol knows, for the events that are many.</summary>
    public void WriteUnknownField()
    {
        Json.WritePropertyName("x_simulated"u8);
        Json.WriteRawValue("1.50"u8, skipInputValidation: true);
    }

    public void Clear() => _bytes.ResetWrittenCount();

    private void WriteString(ReadOnlySpan<byte> name, ReadOnlySpan<char> text, bool isMarked)
    {
        Json.WritePropertyName(name);
        // Raw, so that no encoder escapes the marker.
        if (isMarked) Json.WriteRawValue(string.Concat("\"", [MarkerCharacter], JsonEncodedText.Encode(text, _encoder).Value + "\""), skipInputValidation: true);
        else Json.WriteStringValue(text);
    }

    private void EndLine() => _bytes.Write(_style.Crlf ? "\r\n"u8 : "\n"u8);

    public void Dispose() => Json.Dispose();
}
