using System.Text;
using Custos.App.Simulation.Replies;

namespace Custos.Tests.App.Simulation.Upstream;

public sealed class AnswerSenderTests
{
    private const string Path = "/v1/messages";
    private const string Whole = """{"model":"faulty","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""";
    private const string Stream = """{"model":"faulty","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task A_reset_comes_after_as_many_chunks_as_it_says()
    {
        await using var asked = await AskedOf(FaultKind.Reset, atChunk: 2);
        using var response = await asked.SendAsync(Path, Stream);

        var (received, failure) = await ReadAsync(response);

        failure.ShouldBeAssignableTo<IOException>();
        Deltas(received).ShouldBe(2);
        await EndedAsync(asked);
        asked.Upstream.Requests.Left.ShouldBe(0);
    }

    [Theory]
    [InlineData(nameof(FaultKind.End))]
    [InlineData(nameof(FaultKind.HalfEvent))]
    public async Task A_stream_that_ends_early_ends_well_framed(string kind)
    {
        await using var asked = await AskedOf(Enum.Parse<FaultKind>(kind), atChunk: 2);
        using var response = await asked.SendAsync(Path, Stream);

        var (received, failure) = await ReadAsync(response);

        failure.ShouldBeNull();
        Text(received).ShouldNotContain("message_stop");
        Text(received).EndsWith("\n\n", StringComparison.Ordinal).ShouldBe(kind == nameof(FaultKind.End));
    }

    [Fact]
    public async Task Invalid_bytes_stand_in_the_chunk_and_the_stream_goes_on()
    {
        await using var asked = await AskedOf(FaultKind.InvalidUtf8, atChunk: 1);
        using var response = await asked.SendAsync(Path, Stream);

        var (received, failure) = await ReadAsync(response);

        failure.ShouldBeNull();
        received.AsSpan().IndexOf("\"text\":\""u8.ToArray().Append((byte)0xED).ToArray()).ShouldBePositive();
        Should.Throw<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(received));
        Text(received).ShouldContain("message_stop");
    }

    [Fact]
    public async Task A_long_line_is_as_long_as_it_says_and_the_stream_goes_on()
    {
        await using var asked = await AskedOf(FaultKind.LongLine, atChunk: 1, bytes: 1_000_000);
        using var response = await asked.SendAsync(Path, Stream);

        var (received, _) = await ReadAsync(response);

        Text(received).Split('\n').Max(line => line.Length).ShouldBeInRange(1_000_000, 1_000_500);
        Text(received).ShouldContain("message_stop");
    }

    [Fact]
    public async Task Broken_json_is_one_event_without_its_last_brace()
    {
        await using var asked = await AskedOf(FaultKind.BrokenJson, atChunk: 1);

        var lines = (await asked.TextAsync(Path, Stream)).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).ToList();

        lines.Count(line => line.Count(letter => letter == '{') != line.Count(letter => letter == '}')).ShouldBe(1);
        lines[^1].ShouldContain("message_stop");
    }

    [Fact]
    public async Task An_error_in_a_stream_is_its_protocols_own()
    {
        await using var asked = await AskedOf(FaultKind.ErrorEvent, atChunk: 1);

        var last = (await asked.TextAsync(Path, Stream)).TrimEnd().Split("\n\n")[^1];

        last.ShouldStartWith("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_length_that_is_too_long_breaks_the_body_off(bool streams)
    {
        await using var asked = await AskedOf(FaultKind.LengthTooLong);
        using var response = await asked.SendAsync(Path, streams ? Stream : Whole);

        var (received, failure) = await ReadAsync(response);

        failure.ShouldBeAssignableTo<IOException>();
        response.Content.Headers.ContentLength.ShouldBe(received.Length + 64);
    }

    [Fact]
    public async Task A_length_that_is_too_short_hides_the_end()
    {
        await using var asked = await AskedOf(FaultKind.LengthTooShort);
        using var response = await asked.SendAsync(Path, Stream);

        var (received, failure) = await ReadAsync(response);

        failure.ShouldBeNull();
        Text(received).ShouldContain("message_start");
        Text(received).ShouldNotEndWith("\n\n");
    }

    [Theory]
    [InlineData(nameof(FaultKind.Hang), Stream)]
    [InlineData(nameof(FaultKind.Hang), Whole)]
    [InlineData(nameof(FaultKind.HangBeforeHeaders), Stream)]
    public async Task What_hangs_ends_when_the_client_leaves_which_is_counted(string kind, string body)
    {
        await using var asked = await AskedOf(Enum.Parse<FaultKind>(kind), atChunk: 1);
        using var leaving = new CancellationTokenSource();
        var answer = ReadAllAsync();

        await Until(() => asked.Upstream.Requests.Seen == 1);
        await Task.Delay(50);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => answer);

        await EndedAsync(asked);
        asked.Upstream.Requests.Left.ShouldBe(1);
        asked.Upstream.Requests.Answered.ShouldBe(0);

        async Task ReadAllAsync()
        {
            using var response = await asked.SendAsync(Path, body, cancellationToken: leaving.Token);
            await response.Content.ReadAsByteArrayAsync(leaving.Token);
        }
    }

    [Fact]
    public async Task Pauses_come_before_the_headers_and_between_the_chunks()
    {
        await using var asked = await Asked.StartAsync(Persona.Of("faulty", Reply.Saying("abcd") with
        {
            Cuts = Cuts.Every(1),
            Pace = new Pace { BeforeHeaders = TimeSpan.FromMilliseconds(60), BeforeFirst = TimeSpan.FromMilliseconds(40), PerChunk = TimeSpan.FromMilliseconds(20) },
        }));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await asked.TextAsync(Path, Stream);

        // 60 + 40 + 3 × 20, less what timers round away.
        watch.ElapsedMilliseconds.ShouldBeGreaterThan(150);
    }

    private static Task<Asked> AskedOf(FaultKind kind, int atChunk = 0, long bytes = 1000) =>
        Asked.StartAsync(Persona.Of("faulty", Reply.Saying("Some words, cut small.") with { Fault = new Fault(kind, atChunk) { Bytes = bytes } }));

    private static async Task<(byte[] Received, Exception? Failure)> ReadAsync(HttpResponseMessage response)
    {
        var received = new MemoryStream();
        try
        {
            await response.Content.CopyToAsync(received);
            return (received.ToArray(), null);
        }
        catch (HttpRequestException broken)
        {
            return (received.ToArray(), broken.InnerException);
        }
    }

    private static Task EndedAsync(Asked asked) => Until(() => asked.Upstream.Requests.InFlight == 0);

    private static async Task Until(Func<bool> isSo)
    {
        for (var waited = 0; !isSo() && waited < 1000; waited++) await Task.Delay(10);
    }

    private static string Text(byte[] received) => Encoding.UTF8.GetString(received);

    private static int Deltas(byte[] received) => Text(received).Split('\n').Count(line => line.StartsWith("event: content_block_delta", StringComparison.Ordinal));
}
