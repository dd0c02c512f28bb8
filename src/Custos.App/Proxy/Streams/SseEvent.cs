using System.Text;

namespace Custos.App.Proxy.Streams;

/// <summary>One server-sent event, as it came.</summary>
/// <param name="Raw">All its bytes, with the blank line that ends it.</param>
/// <param name="Name">Null where it has none.</param>
/// <param name="Data">Its data; empty for a comment.</param>
/// <param name="DataStart">Where the data begins in <paramref name="Raw"/>; -1 where it stands on several lines.</param>
internal sealed record SseEvent(byte[] Raw, string? Name, ReadOnlyMemory<byte> Data, int DataStart)
{
    /// <summary>Reads the lines of an event.</summary>
    /// <remarks>Source: HTML Living Standard, 9.2.6, "Interpreting an event stream".</remarks>
    public static SseEvent Read(byte[] raw)
    {
        string? name = null;
        var lines = new List<Range>();
        for (var at = 0; at < raw.Length;)
        {
            var length = raw.AsSpan(at).IndexOfAny((byte)'\n', (byte)'\r');
            var end = length < 0 ? raw.Length : at + length;
            var line = raw.AsSpan(at, end - at);
            if (line.StartsWith("data:"u8)) lines.Add((at + ValueStart(line, 5))..end);
            else if (line.SequenceEqual("data"u8)) lines.Add(end..end);
            else if (line.StartsWith("event:"u8)) name = Encoding.UTF8.GetString(line[ValueStart(line, 6)..]);
            at = end + 1;
        }

        if (lines.Count == 1) return new SseEvent(raw, name, raw.AsMemory(lines[0]), lines[0].Start.Value);
        var data = new MemoryStream();
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0) data.WriteByte((byte)'\n');
            data.Write(raw.AsSpan(lines[i]));
        }

        return new SseEvent(raw, name, data.ToArray(), -1);
    }

    /// <summary>The same event with other data.</summary>
    public byte[] With(ReadOnlySpan<byte> data)
    {
        if (DataStart >= 0) return [.. Raw.AsSpan(0, DataStart), .. data, .. Raw.AsSpan(DataStart + Data.Length)];
        return [.. Encoding.UTF8.GetBytes(Name is null ? "data: " : $"event: {Name}\ndata: "), .. data, (byte)'\n', (byte)'\n'];
    }

    private static int ValueStart(ReadOnlySpan<byte> line, int colon) => line.Length > colon && line[colon] == ' ' ? colon + 1 : colon;
}
