using System.Collections.Immutable;
using Custos.Records;
using Custos.Records.Telemetry;
using Custos.Store.Journal;

namespace Custos.Tests.Store.Journal;

public sealed class EventCodecTests
{
    [Fact]
    public void Every_event_reads_back_as_it_was_written()
    {
        foreach (var item in SomeEvents.Pairs(20).Append(SomeEvents.Exchange(1, input: null)).Append(SomeEvents.Exchange(2, "", "\0\U0001F600")))
        {
            var bytes = Write(item);
            var reader = new ByteReader(bytes);
            var read = EventCodec.Read(ref reader);

            reader.IsAtEnd.ShouldBeTrue();
            Write(read).ShouldBe(bytes);
            if (item is Exchange) read.ShouldBe(item);
            else ((Decision)read).ShouldSatisfyAllConditions(one => one.Buckets.ShouldBe(((Decision)item).Buckets), one => one.Of.ShouldBe(((Decision)item).Of));
        }
    }

    [Fact]
    public void Every_opinion_reads_back_as_it_was_written()
    {
        foreach (var opinion in SomeEvents.Opinions)
        {
            var reader = new ByteReader(Write(opinion));
            EventCodec.Read(ref reader).ShouldBe(opinion);
            reader.IsAtEnd.ShouldBeTrue();
        }
    }

    [Fact]
    public void Everything_from_outside_reads_back_as_it_was_written()
    {
        var intake = new Intake(SomeEvents.Telemetry[0].Id, SomeEvents.Noon) { Source = "otlp", Of = "traces", Received = 9, Rejected = [new Rejection("no id", 2), new Rejection("too late", 1)] };
        foreach (var item in (Event[])[.. SomeEvents.Telemetry, intake, SomeEvents.Outside(1), SomeEvents.Outside(6) with { IsPart = true }, SomeEvents.Telemetry[2] with { IsPart = true }])
        {
            var reader = new ByteReader(Write(item));
            EventCodec.Read(ref reader).ShouldBe(item);
            reader.IsAtEnd.ShouldBeTrue();
        }
    }

    [Fact]
    public void Bytes_that_end_too_early_are_refused_wherever_they_end()
    {
        foreach (var item in SomeEvents.Pairs(4).Concat(SomeEvents.Opinions.Take(3)).Concat(SomeEvents.Telemetry).Append(SomeEvents.Outside(1)))
        {
            var bytes = Write(item);
            for (var length = 0; length < bytes.Length; length++)
            {
                Should.Throw<InvalidDataException>(() =>
                {
                    var reader = new ByteReader(bytes.AsSpan(0, length));
                    EventCodec.Read(ref reader);
                });
            }
        }
    }

    [Fact]
    public void A_kind_of_a_newer_program_is_refused() =>
        Should.Throw<InvalidDataException>(() =>
        {
            var reader = new ByteReader([200, 1, 2, 3]);
            EventCodec.Read(ref reader);
        }).Message.ShouldContain("unknown kind (200)");

    [Fact]
    public void An_event_without_a_layout_is_refused() =>
        Should.Throw<ArgumentException>(() => EventCodec.Write(new Other(), new ByteWriter())).Message.ShouldContain("Other");

    [Fact]
    public void What_was_ever_written_is_read_for_ever()
    {
        // Layout 1 of an exchange and layout 2 of a decision, as the first version wrote them.
        var exchange = new ByteReader(Convert.FromHexString(
            "01" + "018e00000000700080000000000000ff" + "0040a9d4f54b0600" + "03000000" + "2f78" + "00000000" + "02000000" + "75" + "00000000000000000000000000000000" + "03000000" + "6869" + "01000000"));
        var read = EventCodec.Read(ref exchange).ShouldBeOfType<Exchange>();
        exchange.IsAtEnd.ShouldBeTrue();
        read.ShouldBe(new Exchange(Guid.Parse("018e0000-0000-7000-8000-0000000000ff"), DateTimeOffset.UnixEpoch.AddMicroseconds(0x00064bf5d4a94000))
        {
            Endpoint = "/x", User = "u", Input = "hi", Output = "",
        });
        var decision = new ByteReader(Convert.FromHexString(
            "02" + "018e00000000700080000000000000fe" + "0100000000000000" + "018e00000000700080000000000000ff" + "01" +
            "01" + "02000000" + "62" + "000000000000e03f" + "000000000000d03f" +
            "02000000" + "61" + "fa00000000000000" + "9600000000000000" +
            "0100000000000000" + "02000000" + "62" + "000000000000e03f" + "000000000000d03f" + "01"));
        var made = EventCodec.Read(ref decision).ShouldBeOfType<Decision>();
        decision.IsAtEnd.ShouldBeTrue();
        made.Buckets.ShouldBe(ImmutableArray.Create(SomeEvents.Bucket("b", 0.5, 0.25)));
        (made with { Buckets = [] }).ShouldBe(new Decision(Guid.Parse("018e0000-0000-7000-8000-0000000000fe"), DateTimeOffset.UnixEpoch.AddMicroseconds(1))
        {
            ExchangeId = read.Id, Direction = Direction.Output, Verdict = new Verdict.Block(new Reason("thresholds", "b", [new Evidence.Score("b", new Probability(0.5), new Probability(0.25), Certified: false)])),
            BundleId = "a", ElapsedMicroseconds = 250, DeadlineMilliseconds = 150, Buckets = [],
        });
    }

    [Fact]
    public void What_was_written_before_model_calls_is_read_for_ever()
    {
        // Layout 3 of an exchange ends before the parent and the call; layout 4 of a decision ends before the piece.
        var exchange = SomeEvents.Exchange(1) with { Parent = null, Call = null };
        var before = new ByteReader([3, .. Write(exchange)[1..^23]]);
        EventCodec.Read(ref before).ShouldBe(exchange);
        before.IsAtEnd.ShouldBeTrue();

        // Layout 5 of an exchange ends before where it came from.
        var called = SomeEvents.Exchange(4);
        var third = new ByteReader([5, .. Write(called)[1..^21]]);
        EventCodec.Read(ref third).ShouldBe(called);
        third.IsAtEnd.ShouldBeTrue();

        var decision = SomeEvents.Decision(exchange, SomeEvents.Verdicts[1]);
        var then = new ByteReader([4, .. Write(decision)[1..^1]]);
        Write(EventCodec.Read(ref then)).ShouldBe(Write(decision));
        then.IsAtEnd.ShouldBeTrue();
    }

    private static byte[] Write(Event item)
    {
        var writer = new ByteWriter();
        EventCodec.Write(item, writer);
        return writer.Written.ToArray();
    }

    private sealed record Other() : Event(Guid.Empty, SomeEvents.Noon);
}
