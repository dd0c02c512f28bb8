using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Custos.App.Proxy.Protocols;

namespace Custos.App.Proxy.Responses;

/// <summary>The events of a streamed response.</summary>
/// <remarks>
/// Texts come as deltas, and whole once more when their part, their item and the response end. An item's channels are named by its place:
/// <c>2</c> for the arguments of a call, <c>2.content.0</c> and <c>2.summary.0</c> for texts.
/// </remarks>
internal sealed class ResponsesStream(string? model = null, string? id = null) : StreamReading
{
    private const int ItemBegun = 1;
    private const int ItemEnded = 2;
    private const int PartBegun = 3;
    private const int PartEnded = 4;
    private const int SummaryBegun = 5;
    private const int Other = 6;

    private readonly Dictionary<int, BegunItem> _items = [];
    private readonly List<int> _sentItems = [];
    private readonly HashSet<string> _refusals = new(StringComparer.Ordinal);
    private string? _model = model;
    private string? _id = id;
    private Ending _used = new();
    private int? _openItem;
    private string? _openPart;
    private int _nextItem;
    private int _nextSequence;
    private bool _hasBegun;

    public override void Read(string? name, ReadOnlyMemory<byte> data, Heard heard)
    {
        using var parsed = Parse(data);
        var (root, places) = (parsed.RootElement, new JsonPlaces(data));
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException();
        var type = JsonPlaces.TextOf(root, "type") ?? name ?? "";
        var output = JsonPlaces.NumberOf(root, "output_index") ?? 0;
        var part = JsonPlaces.NumberOf(root, "content_index") ?? JsonPlaces.NumberOf(root, "summary_index") ?? 0;
        heard.Mark = new Mark(Other, output, JsonPlaces.NumberOf(root, "sequence_number") ?? _nextSequence);
        switch (type)
        {
            case "response.created" or "response.in_progress" or "response.queued":
                if (JsonPlaces.Inside(root, "response") is not { } begun) break;
                _id ??= JsonPlaces.TextOf(begun, "id");
                _model ??= JsonPlaces.TextOf(begun, "model");
                break;
            case "response.completed" or "response.incomplete" or "response.failed" or "response.cancelled":
                ReadWhole(root, places, heard);
                break;
            case "response.output_item.added" when JsonPlaces.Inside(root, "item") is { } item:
                heard.Mark = heard.Mark with { Kind = ItemBegun };
                _items[output] = BegunItem.Of(output, item);
                if (ResponsesProtocol.ToolOf(item) is { } tool) ChannelOf($"{output}", heard, tool);
                Repeat(output, item, places, heard);
                break;
            case "response.output_item.done" when JsonPlaces.Inside(root, "item") is { } item:
                heard.Mark = heard.Mark with { Kind = ItemEnded };
                Repeat(output, item, places, heard);
                EndAll(output, item, heard);
                break;
            case "response.content_part.added" or "response.reasoning_summary_part.added":
                heard.Mark = new Mark(type.Contains("summary", StringComparison.Ordinal) ? SummaryBegun : PartBegun, part, heard.Mark.Sequence);
                if (JsonPlaces.Inside(root, "part") is { } opened && JsonPlaces.TextOf(opened, "type") == "refusal") _refusals.Add(ChannelName(type, output, part));
                break;
            case "response.content_part.done" or "response.reasoning_summary_part.done" when JsonPlaces.Inside(root, "part") is { } ended:
                heard.Mark = new Mark(PartEnded, part, heard.Mark.Sequence);
                foreach (var member in (ReadOnlySpan<string>)["text", "refusal"]) Repeat(ChannelName(type, output, part), ended, member, places, heard);
                break;
            case "error":
                heard.IsFailure = true;
                break;
            default:
                ReadPart(type, output, part, root, places, heard);
                break;
        }
    }

    public override void Sent(Mark mark)
    {
        _hasBegun = true;
        _nextSequence = mark.Sequence + 1;
        if (mark.Kind == ItemBegun)
        {
            (_openItem, _nextItem) = (mark.Number, mark.Number + 1);
            _sentItems.Add(mark.Number);
        }

        if (mark.Kind == ItemEnded) (_openItem, _openPart) = (null, null);
        if (mark.Kind == PartBegun) _openPart = $"content.{mark.Number}";
        if (mark.Kind == SummaryBegun) _openPart = $"summary.{mark.Number}";
        if (mark.Kind == PartEnded) _openPart = null;
    }

    public override byte[] EndWith(string message, DateTimeOffset at, Func<int, string> went)
    {
        var events = new ArrayBufferWriter<byte>();
        var response = _id ?? "resp_custos";
        var item = $"msg_custos_{_nextItem}";
        if (!_hasBegun) Event(events, "response.created", json => Response(json, response, at, "in_progress", null));
        var open = _openItem;
        if (open is { } unfinished) Close(events, _items[unfinished], went);
        Event(events, "response.output_item.added", json =>
        {
            json.WriteNumber("output_index", _nextItem);
            json.WritePropertyName("item");
            ResponsesProtocol.Item(json, item, "in_progress", null);
        });
        Part(events, "response.content_part.added", item, json => WritePart(json, ""));
        Part(events, "response.output_text.delta", item, json => WriteTexts(json, "delta", message));
        Part(events, "response.output_text.done", item, json => WriteTexts(json, "text", message));
        Part(events, "response.content_part.done", item, json => WritePart(json, message));
        Event(events, "response.output_item.done", json =>
        {
            json.WriteNumber("output_index", _nextItem);
            json.WritePropertyName("item");
            ResponsesProtocol.Item(json, item, "incomplete", message);
        });
        Event(events, "response.incomplete", json => Response(json, response, at, "incomplete", output =>
        {
            foreach (var sent in _sentItems) WriteSent(output, _items[sent], sent == open ? "incomplete" : "completed", went);
            ResponsesProtocol.Item(output, item, "incomplete", message);
        }));
        return events.WrittenSpan.ToArray();
    }

    public override byte[] BreakOff(string problem)
    {
        var events = new ArrayBufferWriter<byte>();
        Event(events, "error", json =>
        {
            json.WriteString("code", "upstream_failed");
            json.WriteString("message", problem);
            json.WriteNull("param");
        });
        return events.WrittenSpan.ToArray();
    }

    // Deltas by any name, and what ends them.
    private void ReadPart(string type, int output, int part, JsonElement root, JsonPlaces places, Heard heard)
    {
        var name = ChannelName(type, output, part);
        if (type.EndsWith(".delta", StringComparison.Ordinal))
        {
            if (JsonPlaces.TextOf(root, "delta") is not { } delta) return;
            heard.Pieces.Add(new Piece(ChannelOf(name, heard), delta, places.Of(root.GetProperty("delta"))));
            if (type == "response.refusal.delta") heard.Ending = new Ending { Refused = true };
        }
        else if (type.EndsWith(".done", StringComparison.Ordinal))
        {
            foreach (var member in (ReadOnlySpan<string>)["text", "refusal", "arguments", "input", "code", "transcript"]) Repeat(name, root, member, places, heard);
            if (Known(name) is { } ended) heard.Ended.Add(ended);
        }
    }

    private static string ChannelName(string type, int output, int part) =>
        type.Contains("summary", StringComparison.Ordinal) ? $"{output}.summary.{part}"
        : type.Contains("arguments", StringComparison.Ordinal) || type.Contains("_call_input", StringComparison.Ordinal) || type.Contains("_call_code", StringComparison.Ordinal) ? $"{output}"
        : $"{output}.content.{part}";

    private void ReadWhole(JsonElement root, JsonPlaces places, Heard heard)
    {
        heard.IsLast = true;
        if (JsonPlaces.Inside(root, "response") is not { } response) return;
        heard.Ending = ResponsesProtocol.EndingOf(response);
        _used = _used.Then(heard.Ending);
        foreach (var (output, item) in JsonPlaces.Each(response, "output").Index()) Repeat(output, item, places, heard);
    }

    private void Repeat(int output, JsonElement item, JsonPlaces places, Heard heard)
    {
        if (ResponsesProtocol.CallOf(item) is var (tool, arguments) && JsonPlaces.TextOf(arguments) is { Length: > 0 } call)
        {
            heard.Repeated.Add(new Piece(ChannelOf($"{output}", heard, tool), call, places.Of(arguments)));
        }

        foreach (var member in (ReadOnlySpan<string>)["summary", "content"])
        {
            foreach (var (number, part) in JsonPlaces.Each(item, member).Index())
            {
                foreach (var text in (ReadOnlySpan<string>)["text", "refusal"]) Repeat($"{output}.{member}.{number}", part, text, places, heard);
            }
        }
    }

    private void Repeat(string channel, JsonElement of, string member, JsonPlaces places, Heard heard)
    {
        if (JsonPlaces.TextOf(of, member) is { Length: > 0 } text) heard.Repeated.Add(new Piece(ChannelOf(channel, heard), text, places.Of(of.GetProperty(member))));
    }

    private void EndAll(int output, JsonElement item, Heard heard)
    {
        if (Known($"{output}") is { } call) heard.Ended.Add(call);
        foreach (var member in (ReadOnlySpan<string>)["summary", "content"])
        {
            for (var i = 0; i < (JsonPlaces.Inside(item, member)?.GetArrayLength() ?? 0); i++)
            {
                if (Known($"{output}.{member}.{i}") is { } text) heard.Ended.Add(text);
            }
        }
    }

    // What was sent of an open item is all that it will ever say.
    private void Close(ArrayBufferWriter<byte> events, BegunItem item, Func<int, string> went)
    {
        if (_openPart is { } part) ClosePart(events, item, part, Known($"{item.Output}.{part}") is { } channel ? went(channel) : "");
        Event(events, "response.output_item.done", json =>
        {
            json.WriteNumber("output_index", item.Output);
            json.WritePropertyName("item");
            WriteSent(json, item, "incomplete", went);
        });
    }

    private void ClosePart(ArrayBufferWriter<byte> events, BegunItem item, string part, string text)
    {
        var number = int.Parse(part[(part.IndexOf('.', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        var isSummary = part.StartsWith("summary", StringComparison.Ordinal);
        var isRefusal = _refusals.Contains($"{item.Output}.{part}");
        void Place(Utf8JsonWriter json)
        {
            json.WriteString("item_id", item.Id);
            json.WriteNumber("output_index", item.Output);
            json.WriteNumber(isSummary ? "summary_index" : "content_index", number);
        }

        Event(events, isSummary ? "response.reasoning_summary_text.done" : isRefusal ? "response.refusal.done" : item.Type == "reasoning" ? "response.reasoning_text.done" : "response.output_text.done", json =>
        {
            Place(json);
            if (isSummary || isRefusal || item.Type == "reasoning") json.WriteString(isRefusal ? "refusal" : "text", text);
            else WriteTexts(json, "text", text);
        });
        Event(events, isSummary ? "response.reasoning_summary_part.done" : "response.content_part.done", json =>
        {
            Place(json);
            json.WritePropertyName("part");
            if (isSummary) BegunItem.WritePart(json, "summary_text", "text", text);
            else if (isRefusal) BegunItem.WritePart(json, "refusal", "refusal", text);
            else if (item.Type == "reasoning") BegunItem.WritePart(json, "reasoning_text", "text", text);
            else ResponsesProtocol.Part(json, text);
        });
    }

    private void WriteSent(Utf8JsonWriter json, BegunItem item, string status, Func<int, string> went) => item.Write(json, status, name => WentOf(name, went), _refusals.Contains);

    private string? WentOf(string name, Func<int, string> went)
    {
        var text = Known(name) is { } channel ? went(channel) : "";
        return text.Length > 0 || name == $"{_openItem}.{_openPart}" ? text : null;
    }

    private void Part(ArrayBufferWriter<byte> events, string type, string item, Action<Utf8JsonWriter> more) => Event(events, type, json => Placed(json, item, more));

    private void Placed(Utf8JsonWriter json, string item, Action<Utf8JsonWriter> more)
    {
        json.WriteString("item_id", item);
        json.WriteNumber("output_index", _nextItem);
        json.WriteNumber("content_index", 0);
        more(json);
    }

    private static void WriteTexts(Utf8JsonWriter json, string member, string text)
    {
        json.WriteString(member, text);
        json.WriteStartArray("logprobs");
        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WritePropertyName("part");
        ResponsesProtocol.Part(json, text);
    }

    private void Response(Utf8JsonWriter json, string response, DateTimeOffset at, string status, Action<Utf8JsonWriter>? item)
    {
        json.WriteStartObject("response");
        ResponsesProtocol.Members(json, _model, response, at, status, item, _used);
        json.WriteEndObject();
    }

    private void Event(ArrayBufferWriter<byte> events, string type, Action<Utf8JsonWriter> members) => events.Event(type, json =>
    {
        json.WriteString("type", type);
        json.WriteNumber("sequence_number", _nextSequence++);
        members(json);
    });
}
