using System.Text;
using Custos.App.Proxy.Streams;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.App.Proxy.Streams;

public sealed class SseReaderTests
{
    [Theory]
    [InlineData("data: a\n\ndata: b\n\n")]
    [InlineData("data: a\r\n\r\ndata: b\r\n\r\n")]
    [InlineData("data:a\r\rdata:b\r\r")]
    [InlineData("\n\ndata: a\n\n\ndata: b\n\n")]
    public async Task Events_end_with_a_blank_line_of_any_kind(string stream) => (await DataOfAsync(stream, 1)).ShouldBe(["a", "b"]);

    [Fact]
    public async Task What_follows_the_last_blank_line_is_no_event() => (await DataOfAsync("data: a\n\ndata: half", 3)).ShouldBe(["a"]);

    [Fact]
    public void Names_comments_and_several_lines_are_read_as_the_standard_says()
    {
        var one = SseEvent.Read("event: greeting\n: a comment\ndata: one\ndata:two\nid: 7\n\n"u8.ToArray());

        one.Name.ShouldBe("greeting");
        Encoding.UTF8.GetString(one.Data.Span).ShouldBe("one\ntwo");
        one.DataStart.ShouldBe(-1);
        SseEvent.Read(": ping\n\n"u8.ToArray()).Data.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Other_data_leaves_the_rest_of_an_event_as_it_was()
    {
        var one = SseEvent.Read("id: 7\r\nevent: x\r\ndata: {\"a\":1}\r\nretry: 5\r\n\r\n"u8.ToArray());

        Encoding.UTF8.GetString(one.With("{}"u8)).ShouldBe("id: 7\r\nevent: x\r\ndata: {}\r\nretry: 5\r\n\r\n");
        Encoding.UTF8.GetString(SseEvent.Read("data: a\ndata: b\n\n"u8.ToArray()).With("c"u8)).ShouldBe("data: c\n\n");
    }

    [Fact]
    public async Task An_event_that_is_too_large_is_refused_with_bounded_memory() =>
        (await Should.ThrowAsync<InvalidDataException>(() => DataOfAsync("data: " + new string('a', 20_000) + "\n\n", 1024, most: 8192))).Message.ShouldContain("8192");

    [Fact]
    public void However_the_bytes_arrive_the_events_are_the_same() => Prop.ForAll(
        Gen.ListOf(Gen.Elements("data: a", "data: ä€\uD83D\uDE00", "event: e", ":", "", "x")).ToArbitrary(),
        Gen.Choose(1, 9).ToArbitrary(),
        (lines, size) =>
        {
            var stream = string.Join('\n', lines) + "\n\n";
            DataOfAsync(stream, size).GetAwaiter().GetResult().ShouldBe(DataOfAsync(stream, stream.Length * 4).GetAwaiter().GetResult());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static async Task<List<string>> DataOfAsync(string stream, int readBytes, int most = 1 << 20)
    {
        var reader = new SseReader(new SlowStream(Encoding.UTF8.GetBytes(stream), readBytes), most);
        var data = new List<string>();
        while (await reader.NextAsync(CancellationToken.None) is { } one)
        {
            if (!one.Data.IsEmpty) data.Add(Encoding.UTF8.GetString(one.Data.Span));
        }

        return data;
    }

    private sealed class SlowStream(byte[] bytes, int readBytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, readBytes)], cancellationToken);
    }
}
