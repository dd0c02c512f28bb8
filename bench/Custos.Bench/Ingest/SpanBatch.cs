using System.Buffers.Binary;
using Custos.Ingest.Otlp;

namespace Custos.Bench.Ingest;

/// <summary>A request of OTLP that was encoded once and is sent again and again, each time with spans of its own.</summary>
/// <remarks>One span in five is a model call with its texts; the others are what a web service sends of its requests and queries. Before each sending only the identifiers and times are written.</remarks>
internal sealed class SpanBatch
{
    private const int CallEvery = 5;

    private readonly byte[] _bytes;
    private readonly List<(int Id, int Start, int End)> _places = [];

    public SpanBatch(int spans, int seed)
    {
        var random = new Random(seed);
        using var wire = new WireWriter(64 * 1024 * 1024);
        var resource = wire.Begin(1);
        var attributes = wire.Begin(1);
        foreach (var (key, value) in ((string, string)[])[("service.name", "shop"), ("service.version", "1.4.2"), ("deployment.environment.name", "production"), ("telemetry.sdk.language", "dotnet")]) Pair(wire, 1, key, value);
        wire.End(attributes);
        var scope = wire.Begin(2);
        for (var i = 0; i < spans; i++) Add(wire, i, random);
        wire.End(scope);
        wire.End(resource);
        _bytes = wire.Written.ToArray();
    }

    public int Spans => _places.Count;

    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Gives every span a number of its own and a time shortly before now.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="now">Nanoseconds since 1970.</param>
    public void Renew(long first, ulong now)
    {
        for (var i = 0; i < _places.Count; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_places[i].Id), first + i + 1);
            BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_places[i].Start), now - 900_000_000);
            BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_places[i].End), now);
        }
    }

    private void Add(WireWriter wire, int number, Random random)
    {
        var span = wire.Begin(2);
        var trace = new byte[16];
        random.NextBytes(trace);
        wire.Bytes(1, trace);
        wire.Bytes(2, new byte[8]);
        var id = wire.Written.Length - 8;
        wire.Text(5, number % CallEvery == 0 ? "chat gpt-4o" : "GET /orders/{id}");
        wire.Number(6, number % CallEvery == 0 ? 3UL : 2);
        wire.Fixed64(7, 1);
        var start = wire.Written.Length - 8;
        wire.Fixed64(8, 1);
        _places.Add((id, start, wire.Written.Length - 8));
        if (number % CallEvery == 0) AddCall(wire, random);
        else AddRequest(wire, random);
        wire.End(span);
    }

    private static void AddCall(WireWriter wire, Random random)
    {
        Pair(wire, 9, "gen_ai.operation.name", "chat");
        Pair(wire, 9, "gen_ai.provider.name", "openai");
        Pair(wire, 9, "gen_ai.request.model", "gpt-4o");
        Pair(wire, 9, "gen_ai.response.model", "gpt-4o-2024-11-20");
        Pair(wire, 9, "gen_ai.usage.input_tokens", random.Next(10, 4000));
        Pair(wire, 9, "gen_ai.usage.output_tokens", random.Next(10, 800));
        Pair(wire, 9, "user.id", $"user-{random.Next(10_000)}");
        Pair(wire, 9, "gen_ai.conversation.id", $"conversation-{random.Next(100_000)}");
        Pair(wire, 9, "gen_ai.input.messages", $$"""[{"role":"user","parts":[{"type":"text","content":"{{Words(random, 40)}}"}]}]""");
        Pair(wire, 9, "gen_ai.output.messages", $$"""[{"role":"assistant","parts":[{"type":"text","content":"{{Words(random, 80)}}"}],"finish_reason":"stop"}]""");
    }

    private static void AddRequest(WireWriter wire, Random random)
    {
        Pair(wire, 9, "http.request.method", "GET");
        Pair(wire, 9, "url.path", $"/orders/{random.Next(1_000_000)}");
        Pair(wire, 9, "http.route", "/orders/{id}");
        Pair(wire, 9, "http.response.status_code", 200);
        Pair(wire, 9, "server.address", "shop.example");
        Pair(wire, 9, "client.address", $"10.0.{random.Next(256)}.{random.Next(256)}");
        Pair(wire, 9, "network.protocol.version", "2");
        Pair(wire, 9, "user_agent.original", "Mozilla/5.0 (X11; Linux x86_64)");
    }

    private static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => $"word{random.Next(5000)}"));

    private static void Pair(WireWriter wire, int field, string key, string value)
    {
        var (pair, inside) = Begin(wire, field, key);
        wire.Text(1, value);
        wire.End(inside);
        wire.End(pair);
    }

    private static void Pair(WireWriter wire, int field, string key, long value)
    {
        var (pair, inside) = Begin(wire, field, key);
        wire.Number(3, (ulong)value);
        wire.End(inside);
        wire.End(pair);
    }

    private static (int Pair, int Value) Begin(WireWriter wire, int field, string key)
    {
        var pair = wire.Begin(field);
        wire.Text(1, key);
        return (pair, wire.Begin(2));
    }
}
