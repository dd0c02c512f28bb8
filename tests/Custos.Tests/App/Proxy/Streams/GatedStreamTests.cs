using System.Buffers;
using System.Text;
using Custos.App.Proxy.Calls;
using Custos.App.Proxy.Streams;
using Custos.Gate;
using Custos.Gate.Streaming;
using Custos.Tests.Gate;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.App.Proxy.Streams;

public sealed class GatedStreamTests
{
    private const string Body = """
        lists: {words: ["forbidden fruit", "ass"], numbers: ["number 42"]}
        rules:
          - {name: words, when: 'phrase("words")', then: block}
          - {name: numbers, when: 'phrase("numbers")', then: redact}
        """;

    private static readonly Bundle Bundle = SomeBundles.Of([SomeBundles.PolicyOf("test", Body, "[input, output, tool_call]")]);

    public static TheoryData<string, bool> EveryKind => new() { { "openai-chat", false }, { "openai-chat", true }, { "openai-responses", false }, { "openai-responses", true }, { "anthropic-messages", false }, { "anthropic-messages", true } };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public async Task A_stream_that_passes_goes_byte_for_byte(string protocol, bool isThought)
    {
        var stream = SomeStreams.Text(protocol, ["Hel", "lo, ", "dear ", "wor", "ld. What a lovely day it is, ", "is it not?"], isThought);

        (await RunAsync(protocol, stream)).ShouldBe(stream);
    }

    [Fact]
    public async Task A_sign_of_life_overtakes_only_what_waits()
    {
        var stream = SomeStreams.Text("anthropic-messages", ["Hello, dear world. What a lovely day it is, ", "is it not?"]);
        const string ping = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
        var begun = stream.IndexOf("event: content_block_delta", StringComparison.Ordinal);
        var ending = stream.IndexOf("event: message_delta", StringComparison.Ordinal);

        (await AtOnceAsync("anthropic-messages", stream.Insert(begun, ping))).ShouldBe(stream.Insert(begun, ping));
        (await AtOnceAsync("anthropic-messages", stream.Insert(ending, ping))).Replace(ping, "", StringComparison.Ordinal).ShouldBe(stream);
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public async Task A_forbidden_phrase_cut_at_any_place_is_stopped_and_no_character_of_it_goes(string protocol, bool isThought)
    {
        const string text = "Once upon a time, in a garden far away, somebody ate the forbidden fruit and liked it very much, so they say in all the books.";
        for (var cut = 1; cut < text.Length; cut++)
        {
            var said = SomeStreams.SaidIn(protocol, await RunAsync(protocol, SomeStreams.Text(protocol, [text[..cut], text[cut..]], isThought)));

            said.ShouldEndWith("This was stopped by a policy.");
            text[..text.IndexOf("forbidden", StringComparison.Ordinal)].ShouldStartWith(said[..^"This was stopped by a policy.".Length], Case.Sensitive, $"cut at {cut}");
        }
    }

    [Fact]
    public void A_forbidden_phrase_in_any_pieces_is_stopped_and_no_character_of_it_goes() => Prop.ForAll(
        Gen.ListOf(Gen.Choose(1, 12)).ToArbitrary(), Gen.Elements("openai-chat", "openai-responses", "anthropic-messages").ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (sizes, protocol, before) =>
        {
            var text = string.Concat(Enumerable.Repeat("word after word ", before / 16)) + "then forbidden fruit and more of it";
            var said = SomeStreams.SaidIn(protocol, RunAsync(protocol, SomeStreams.Text(protocol, Cut(text, sizes))).GetAwaiter().GetResult());
            said.ShouldEndWith("This was stopped by a policy.");
            text[..text.IndexOf("forbidden", StringComparison.Ordinal)].ShouldStartWith(said[..^"This was stopped by a policy.".Length], Case.Sensitive);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Theory]
    [MemberData(nameof(EveryKind))]
    public async Task A_good_word_that_holds_a_bad_one_before_a_join_is_not_stopped(string protocol, bool isThought)
    {
        var stream = SomeStreams.Text(protocol, ["Thank you for ", "ass", "isting me with the cl", "ass", "ic problem of this p", "ass", "age."], isThought);

        (await RunAsync(protocol, stream)).ShouldBe(stream);
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public async Task What_is_redacted_is_taken_out_wherever_it_is_said(string protocol, bool isThought)
    {
        const string text = "You asked for it, so here it is: number 42 it was, number 42 it is, and it will be that for ever and ever.";
        for (var cut = 1; cut < text.Length; cut += 3)
        {
            var given = await RunAsync(protocol, SomeStreams.Text(protocol, [text[..cut], text[cut..]], isThought));

            given.ShouldNotContain("42");
            SomeStreams.SaidIn(protocol, given).ShouldBe(text.Replace("number 42", "[redacted]", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [InlineData("anthropic-messages")]
    public async Task A_tool_call_goes_once_it_has_passed_whole(string protocol)
    {
        var good = SomeStreams.Call(protocol, "search", ["{\"quer", "y\": \"fruit", "s of the forest\"}"]);
        var bad = SomeStreams.Call(protocol, "search", ["{\"query\": \"forb", "idden fr", "uit\"}"]);

        (await RunAsync(protocol, good)).ShouldBe(good);
        var stopped = await RunAsync(protocol, bad);
        stopped.ShouldNotContain("search");
        SomeStreams.SaidIn(protocol, stopped).ShouldBe("This was stopped by a policy.");
    }

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [InlineData("anthropic-messages")]
    public async Task Arguments_are_redacted_as_one(string protocol)
    {
        var given = await RunAsync(protocol, SomeStreams.Call(protocol, "search", ["{\"query\": \"num", "ber 4", "2\"}"]));

        SomeStreams.SaidIn(protocol, given).ShouldBe("{\"query\": \"[redacted]\"}");
        given.ShouldNotContain("42");
    }

    [Theory]
    [InlineData("openai-chat", "content_filter", "[DONE]")]
    [InlineData("openai-responses", "response.incomplete", "content_filter")]
    [InlineData("anthropic-messages", "\"stop_reason\":\"refusal\"", "message_stop")]
    public async Task A_stream_that_is_stopped_ends_in_the_protocols_own_way(string protocol, string sign, string end)
    {
        var given = await RunAsync(protocol, SomeStreams.Text(protocol, ["All that is forbidden fruit ", "must go."]));

        given.ShouldContain(sign);
        given.ShouldContain(end);
    }

    [Fact]
    public async Task A_text_that_ends_otherwise_than_it_was_said_is_no_answer()
    {
        var stream = SomeStreams.Text("openai-responses", ["a harmless ", "text"]).Replace("\"text\":\"a harmless text\"", "\"text\":\"another text\"", StringComparison.Ordinal);

        (await RunAsync("openai-responses", stream)).ShouldNotContain("another text");
    }

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [InlineData("anthropic-messages")]
    public async Task What_is_no_event_of_the_protocol_breaks_the_stream_off(string protocol)
    {
        var gated = await GateAsync(protocol, "data: {\"half\n\ndata: {}\n\n");

        gated.Stream.Trouble.ShouldNotBeNull();
        gated.Given.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public async Task Bytes_that_decoders_disagree_on_break_the_stream_off(string protocol, bool isThought)
    {
        var bytes = Encoding.UTF8.GetBytes(SomeStreams.Text(protocol, ["an apple and then ", "the !orbidden fruit"], isThought));

        // The f of "forbidden" in two bytes, which no UTF-8 holds and lenient decoders read.
        var at = Array.IndexOf(bytes, (byte)'!');
        var gated = await GateAsync(protocol, [.. bytes[..at], 0xC1, 0xA6, .. bytes[(at + 1)..]]);

        gated.Stream.Trouble.ShouldNotBeNull();
        gated.Given.ShouldNotContain("orbidden");
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public async Task Cut_anywhere_a_stream_gives_only_what_has_passed(string protocol, bool isThought)
    {
        var bytes = Encoding.UTF8.GetBytes(SomeStreams.Text(protocol, ["then they ate ", "the forbidden fru", "it and more"], isThought));
        for (var end = 0; end < bytes.Length; end += 7)
        {
            var gated = await GateAsync(protocol, Encoding.UTF8.GetString(bytes[..end]));

            SomeStreams.SaidIn(protocol, gated.Given).ShouldNotContain("forbidden fruit");
        }
    }

    private static List<string> Cut(string text, IEnumerable<int> sizes)
    {
        var pieces = new List<string>();
        foreach (var size in sizes)
        {
            if (size >= text.Length) break;
            pieces.Add(text[..size]);
            text = text[size..];
        }

        pieces.Add(text);
        return pieces;
    }

    // All of it arrives in one read.
    private static async Task<string> AtOnceAsync(string protocol, string stream) => (await GateAsync(protocol, stream, releases: false)).Given;

    private static async Task<string> RunAsync(string protocol, string stream)
    {
        var (given, gated) = await GateAsync(protocol, stream);
        return given + (gated.StoppedBy is null ? "" : Encoding.UTF8.GetString(gated.EndWith("This was stopped by a policy.", DateTimeOffset.UnixEpoch)));
    }

    private static Task<(string Given, GatedStream Stream)> GateAsync(string protocol, string stream, bool releases = true) => GateAsync(protocol, Encoding.UTF8.GetBytes(stream), releases);

    private static async Task<(string Given, GatedStream Stream)> GateAsync(string protocol, byte[] stream, bool releases = true)
    {
        var gate = new CallGate(new Gatekeeper(Bundle, TimeProvider.System), SomeBundles.Hello, Guid.NewGuid(), TimeProvider.System);
        var gated = new GatedStream(SomeStreams.Named(protocol).ReadStream(), gate, new StreamingOptions { HoldBack = 32, Stride = 8, Context = 100 }, 1 << 20);
        var reader = new SseReader(new MemoryStream(stream), 1 << 20);
        var to = new ArrayBufferWriter<byte>();
        while (gated.IsFlowing && await reader.NextAsync(CancellationToken.None) is { } one)
        {
            await gated.TakeAsync(one, to, CancellationToken.None);
            if (releases) gated.Release(to, withLast: false);
        }

        await gated.EndAsync(CancellationToken.None);
        gated.Release(to, withLast: gated.IsFlowing);
        return (Encoding.UTF8.GetString(to.WrittenSpan), gated);
    }
}
