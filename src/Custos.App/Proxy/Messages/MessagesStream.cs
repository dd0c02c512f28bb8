using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Custos.App.Proxy.Protocols;

namespace Custos.App.Proxy.Messages;

/// <summary>The events of a streamed message.</summary>
/// <remarks>Source: Anthropic API reference, "Streaming messages".</remarks>
internal sealed class MessagesStream(string? model = null, string? id = null) : StreamReading
{
    private const int MessageBegun = 1;
    private const int BlockBegun = 2;
    private const int BlockEnded = 3;

    private bool _hasBegun;
    private int? _openBlock;
    private int _nextBlock;
    private Ending _used = new();

    public override void Read(string? name, ReadOnlyMemory<byte> data, Heard heard)
    {
        using var parsed = Parse(data);
        var (root, places) = (parsed.RootElement, new JsonPlaces(data));
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException();
        var index = JsonPlaces.NumberOf(root, "index") ?? 0;
        switch (JsonPlaces.TextOf(root, "type"))
        {
            case "message_start":
                heard.Mark = new Mark(MessageBegun, 0, 0);
                if (JsonPlaces.Inside(root, "message") is { } message) _used = _used.Then(heard.Ending = MessagesProtocol.UsageOf(message));
                break;
            case "content_block_start":
                heard.Mark = new Mark(BlockBegun, index, 0);
                if (JsonPlaces.Inside(root, "content_block") is { } block) BeginBlock(index, block, places, heard);
                break;
            case "content_block_delta":
                if (JsonPlaces.Inside(root, "delta") is { } delta) ReadDelta(index, delta, places, heard);
                break;
            case "content_block_stop":
                heard.Mark = new Mark(BlockEnded, index, 0);
                if (Known(NameOf(index)) is { } ended) heard.Ended.Add(ended);
                break;
            case "message_delta":
                ReadEnding(root, heard);
                break;
            case "message_stop":
                heard.IsLast = true;
                break;
            case "ping":
                heard.IsIdle = true;
                break;
            case "error":
                heard.IsFailure = true;
                break;
        }
    }

    public override void Sent(Mark mark)
    {
        if (mark.Kind == MessageBegun) _hasBegun = true;
        if (mark.Kind == BlockBegun) (_openBlock, _nextBlock) = (mark.Number, mark.Number + 1);
        if (mark.Kind == BlockEnded) _openBlock = null;
    }

    public override byte[] EndWith(string message, DateTimeOffset at, Func<int, string> went)
    {
        var events = new ArrayBufferWriter<byte>();
        if (!_hasBegun) Begin(events);
        if (_openBlock is { } open) events.Event("content_block_stop", json => Typed(json, "content_block_stop", open));
        events.Event("content_block_start", json =>
        {
            Typed(json, "content_block_start", _nextBlock);
            Text(json, "content_block", "text", "");
        });
        events.Event("content_block_delta", json =>
        {
            Typed(json, "content_block_delta", _nextBlock);
            Text(json, "delta", "text_delta", message);
        });
        events.Event("content_block_stop", json => Typed(json, "content_block_stop", _nextBlock));
        events.Event("message_delta", json =>
        {
            json.WriteString("type", "message_delta");
            json.WriteStartObject("delta");
            json.WriteString("stop_reason", "refusal");
            json.WriteNull("stop_sequence");
            json.WriteEndObject();
            json.WriteStartObject("usage");
            json.WriteNumber("output_tokens", _used.OutputTokens ?? 0);
            json.WriteEndObject();
        });
        events.Event("message_stop", static json => json.WriteString("type", "message_stop"));
        return events.WrittenSpan.ToArray();
    }

    public override byte[] BreakOff(string problem) => ErrorBody.AsEvent(Family.Anthropic, "error", "api_error", "upstream_failed", problem);

    private static string NameOf(int index) => index.ToString(CultureInfo.InvariantCulture);

    private void BeginBlock(int index, JsonElement block, JsonPlaces places, Heard heard)
    {
        if (JsonPlaces.TextOf(block, "name") is { } tool)
        {
            var call = ChannelOf(NameOf(index), heard, tool);

            // Whole at once, as some servers send it.
            if (JsonPlaces.Inside(block, "input") is { } input && input.EnumerateObject().Any()) heard.Pieces.Add(new Piece(call, input.GetRawText(), places.Of(input)));
            return;
        }

        var channel = ChannelOf(NameOf(index), heard);
        var texts = new List<AskedText>();
        if (block.TryGetProperty("thinking", out var thought)) Protocol.Collect(thought, Speaker.Model, places, texts);
        Protocol.Collect(block, Speaker.Model, places, texts);
        foreach (var text in texts.Where(text => text.Text.Length > 0)) heard.Pieces.Add(new Piece(channel, text.Text, text.Place));
    }

    private void ReadDelta(int index, JsonElement delta, JsonPlaces places, Heard heard)
    {
        foreach (var member in (ReadOnlySpan<string>)["text", "thinking", "partial_json", "content"])
        {
            if (JsonPlaces.TextOf(delta, member) is not { Length: > 0 } text) continue;
            heard.Pieces.Add(new Piece(ChannelOf(NameOf(index), heard), text, places.Of(delta.GetProperty(member))));
        }
    }

    private void ReadEnding(JsonElement root, Heard heard)
    {
        heard.IsLast = true;
        var reason = JsonPlaces.Inside(root, "delta") is { } delta ? JsonPlaces.TextOf(delta, "stop_reason") : null;
        heard.Ending = MessagesProtocol.UsageOf(root).Then(new Ending { StopReason = reason, Refused = reason == "refusal" });
        _used = _used.Then(heard.Ending);
    }

    private void Begin(ArrayBufferWriter<byte> events) => events.Event("message_start", json =>
    {
        json.WriteString("type", "message_start");
        json.WriteStartObject("message");
        MessagesProtocol.Begin(json, id ?? "msg_custos", model);
        json.WriteStartArray("content");
        json.WriteEndArray();
        json.WriteNull("stop_reason");
        json.WriteNull("stop_sequence");
        MessagesProtocol.Usage(json, _used);
        json.WriteEndObject();
    });

    private static void Typed(Utf8JsonWriter json, string type, int index)
    {
        json.WriteString("type", type);
        json.WriteNumber("index", index);
    }

    private static void Text(Utf8JsonWriter json, string member, string type, string text)
    {
        json.WriteStartObject(member);
        json.WriteString("type", type);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
