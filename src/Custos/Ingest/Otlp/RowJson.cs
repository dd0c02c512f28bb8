using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Custos.Ingest.Otlp;

/// <summary>One JSON object after another, in memory that is used again.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RowJson
{
    // One huge row must not keep its memory for ever.
    private const int Kept = 1 << 20;

    /// <summary>No character is escaped that need not be: the texts are read by people and by SQL, not by browsers.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 1000 };

    private ArrayBufferWriter<byte> _bytes = new(4096);
    private Utf8JsonWriter? _writer;

    /// <summary>Begins an object.</summary>
    public Utf8JsonWriter Begin()
    {
        var writer = Empty();
        writer.WriteStartObject();
        return writer;
    }

    /// <summary>Begins a list.</summary>
    public Utf8JsonWriter BeginList()
    {
        var writer = Empty();
        writer.WriteStartArray();
        return writer;
    }

    /// <summary>Ends the list; its bytes stay until the next is begun, none where it has no element.</summary>
    public ReadOnlySpan<byte> EndList()
    {
        _writer!.WriteEndArray();
        _writer.Flush();
        return _bytes.WrittenCount > 2 ? _bytes.WrittenSpan : default;
    }

    /// <summary>Ends the object; null where it has no member.</summary>
    public string? End()
    {
        _writer!.WriteEndObject();
        _writer.Flush();
        return _bytes.WrittenCount > 2 ? Encoding.UTF8.GetString(_bytes.WrittenSpan) : null;
    }

    private Utf8JsonWriter Empty()
    {
        if (_bytes.Capacity > Kept) (_bytes, _writer) = (new ArrayBufferWriter<byte>(4096), null);
        _bytes.ResetWrittenCount();
        _writer ??= new Utf8JsonWriter(_bytes, Options);
        _writer.Reset();
        return _writer;
    }
}
