using System.Buffers;
using System.Text.Json;
using Custos.App.Proxy.Protocols;

namespace Custos.App.Proxy.Chat;

/// <summary>The chunks of a streamed chat completion.</summary>
/// <remarks>A tool call ends where another begins, or its choice does: the protocol has no other sign.</remarks>
internal sealed class ChatStream(string? model = null, string? id = null, long? created = null) : StreamReading
{
    private const int Begun = 1;
    private const int Finished = 2;

    /// <summary>Where a message or delta holds text; chains of thought have no place in the standard, and two in use.</summary>
    internal static readonly string[] TextMembers = ["content", "reasoning_content", "reasoning", "refusal"];

    private readonly Dictionary<int, List<int>> _open = [];
    private readonly HashSet<int> _finished = [];
    private readonly HashSet<int> _calls = [];
    private readonly SortedSet<int> _sentOpen = [];
    private string? _model = model;
    private string? _id = id;
    private long? _created = created;

    public override void Read(string? name, ReadOnlyMemory<byte> data, Heard heard)
    {
        if (data.Span.SequenceEqual("[DONE]"u8))
        {
            heard.IsLast = true;
            return;
        }

        using var chunk = Parse(data);
        var (root, places) = (chunk.RootElement, new JsonPlaces(data));
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException();
        _id ??= JsonPlaces.TextOf(root, "id");
        _model ??= JsonPlaces.TextOf(root, "model");
        _created ??= JsonPlaces.NumberOf(root, "created");
        heard.IsFailure = JsonPlaces.Inside(root, "error") is not null;
        if (JsonPlaces.Inside(root, "usage") is not null) heard.Ending = ChatProtocol.UsageOf(root);
        foreach (var choice in JsonPlaces.Each(root, "choices")) ReadChoice(choice, places, heard);
    }

    public override void Sent(Mark mark)
    {
        if (mark.Kind == Begun) _sentOpen.Add(mark.Number);
        if (mark.Kind == Finished) _sentOpen.Remove(mark.Number);
    }

    public override byte[] EndWith(string message, DateTimeOffset at, Func<int, string> went)
    {
        var events = new ArrayBufferWriter<byte>();
        var isFresh = _sentOpen.Count == 0;
        foreach (var choice in isFresh ? [0] : _sentOpen.ToArray())
        {
            events.Event(null, json => Chunk(json, at, choice, delta =>
            {
                if (isFresh) delta.WriteString("role", "assistant");
                delta.WriteString("content", message);
            }, finish: null));
            events.Event(null, json => Chunk(json, at, choice, static _ => { }, finish: "content_filter"));
        }

        events.Event(null, "[DONE]"u8);
        return events.WrittenSpan.ToArray();
    }

    public override byte[] BreakOff(string problem) => ErrorBody.AsEvent(Family.OpenAi, null, "server_error", "upstream_failed", problem);

    private void ReadChoice(JsonElement choice, JsonPlaces places, Heard heard)
    {
        var index = JsonPlaces.NumberOf(choice, "index") ?? 0;
        if (!_open.TryGetValue(index, out var open)) _open.Add(index, open = []);
        heard.Mark = new Mark(Begun, index, 0);
        if (JsonPlaces.Inside(choice, "delta") is { } delta) ReadDelta(index, delta, open, places, heard);
        if (JsonPlaces.TextOf(choice, "finish_reason") is not { } reason) return;
        heard.Ended.AddRange(open);
        open.Clear();
        _finished.Add(index);
        heard.Mark = new Mark(Finished, index, 0);
        heard.IsLast = _finished.Count == _open.Count;
        heard.Ending = (heard.Ending ?? new Ending()).Then(new Ending { StopReason = reason, Refused = reason == "content_filter" });
    }

    private void ReadDelta(int index, JsonElement delta, List<int> open, JsonPlaces places, Heard heard)
    {
        foreach (var member in TextMembers)
        {
            if (JsonPlaces.TextOf(delta, member) is not { Length: > 0 } text) continue;
            var channel = Open($"{index}.{member}", heard, open, tool: null);
            heard.Pieces.Add(new Piece(channel, text, places.Of(delta.GetProperty(member))));
            if (member == "refusal") heard.Ending = (heard.Ending ?? new Ending()).Then(new Ending { Refused = true });
        }

        foreach (var call in JsonPlaces.Each(delta, "tool_calls"))
        {
            var number = JsonPlaces.NumberOf(call, "index") ?? 0;
            if (JsonPlaces.Inside(call, "function") is { } function) ReadCall($"{index}.call{number}", function, "arguments", open, places, heard);
            if (JsonPlaces.Inside(call, "custom") is { } custom) ReadCall($"{index}.call{number}", custom, "input", open, places, heard);
        }

        if (JsonPlaces.Inside(delta, "function_call") is { } legacy) ReadCall($"{index}.function", legacy, "arguments", open, places, heard);
    }

    private void ReadCall(string name, JsonElement function, string member, List<int> open, JsonPlaces places, Heard heard)
    {
        var before = heard.Opened.Count;
        var channel = Open(name, heard, open, JsonPlaces.TextOf(function, "name") ?? "");
        if (heard.Opened.Count > before) EndOthers(channel, open, heard);
        if (JsonPlaces.TextOf(function, member) is { Length: > 0 } arguments) heard.Pieces.Add(new Piece(channel, arguments, places.Of(function.GetProperty(member))));
    }

    // The calls before it are whole.
    private void EndOthers(int channel, List<int> open, Heard heard)
    {
        foreach (var call in open.Where(other => other != channel && _calls.Contains(other)).ToList())
        {
            heard.Ended.Add(call);
            open.Remove(call);
        }
    }

    private int Open(string name, Heard heard, List<int> open, string? tool)
    {
        var isNew = Known(name) is null;
        var channel = ChannelOf(name, heard, tool);
        if (isNew) open.Add(channel);
        if (isNew && tool is not null) _calls.Add(channel);
        return channel;
    }

    private void Chunk(Utf8JsonWriter json, DateTimeOffset at, int choice, Action<Utf8JsonWriter> delta, string? finish)
    {
        ChatProtocol.Begin(json, "chat.completion.chunk", _id ?? "chatcmpl-custos", _model, _created ?? at.ToUnixTimeSeconds());
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", choice);
        json.WriteStartObject("delta");
        delta(json);
        json.WriteEndObject();
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", finish);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
