using System.Text;
using Custos.Ingest;
using Custos.Ingest.Otlp;
using Custos.Records.Telemetry;

namespace Custos.Tests.Ingest;

public sealed class OtlpRequestTests
{
    private static readonly SomeSpan Query = new() { Name = "SELECT shop", Attributes = [("db.system", "postgresql"), ("rows", 3), ("share", 0.5), ("deep", new object?[] { 1, "two", new Dictionary<string, object?> { ["three"] = true } })] };

    [Fact]
    public void A_span_that_is_no_model_call_is_kept_with_all_that_it_says()
    {
        var span = (Query with { Parent = "0102030405060708", Status = 2 }).Record<ProgramSpan>();

        span.Source.ShouldBe("otlp");
        span.At.ShouldBe(SomeSpan.NoonTime);
        (span.Trace, span.Span, span.ParentSpan).ShouldBe((SomeSpan.Trace, "eee19b7ec3c1b174", "0102030405060708"));
        (span.Name, span.Kind, span.Service, span.Status).ShouldBe(("SELECT shop", "client", "shop", "error"));
        span.DurationMicroseconds.ShouldBe(1_500_000);
        span.Attributes.ShouldBe("""{"db.system":"postgresql","rows":3,"share":0.5,"deep":[1,"two",{"three":true}],"otel.scope.name":"scope","otel.scope.version":"1.0"}""");
    }

    [Fact]
    public void The_same_span_has_the_same_identifier_and_another_has_another()
    {
        var first = Query.Record<ProgramSpan>();

        Query.Record<ProgramSpan>().Id.ShouldBe(first.Id);
        (Query with { SpanId = "eee19b7ec3c1b175" }).Record<ProgramSpan>().Id.ShouldNotBe(first.Id);
        first.Id.ShouldBe(TelemetryId.Of(SomeSpan.NoonTime, "otlp", $"{SomeSpan.Trace}:eee19b7ec3c1b174"));
    }

    [Theory]
    [InlineData("00000000000000000000000000000000", RejectionReason.TraceId)]
    [InlineData("5b8efff798038103d269b633813fc6", RejectionReason.TraceId)]
    [InlineData("", RejectionReason.TraceId)]
    public void A_span_without_a_trace_is_not_taken(string trace, RejectionReason reason) => Rejected(Query with { TraceId = trace }).ShouldBe(RejectionReasons.WordsOf(reason));

    [Theory]
    [InlineData("0000000000000000")]
    [InlineData("eee19b7ec3c1b17400")]
    public void A_span_without_a_name_of_its_own_is_not_taken(string span) => Rejected(Query with { SpanId = span }).ShouldBe(RejectionReasons.WordsOf(RejectionReason.SpanId));

    [Fact]
    public void Times_that_cannot_be_are_not_taken()
    {
        Rejected(Query with { Start = 0 }).ShouldBe(RejectionReasons.WordsOf(RejectionReason.NoTime));
        Rejected(Query with { End = SomeSpan.Noon - 1 }).ShouldBe(RejectionReasons.WordsOf(RejectionReason.EndBeforeStart));
        Rejected(Query with { Start = 1UL << 63, End = 1UL << 63 }).ShouldBe(RejectionReasons.WordsOf(RejectionReason.TimeOutOfRange));
        Rejected(Query with { End = ulong.MaxValue }).ShouldBe(RejectionReasons.WordsOf(RejectionReason.TimeOutOfRange));
        (Query with { Start = long.MaxValue, End = long.MaxValue }).Record<ProgramSpan>().At.Year.ShouldBe(2262);
    }

    [Fact]
    public void Attributes_beyond_their_bounds_are_not_taken()
    {
        Rejected(Query with { Attributes = [("huge", new string('x', RejectionReasons.MostAttributeBytes))] }).ShouldBe(RejectionReasons.WordsOf(RejectionReason.AttributeTooLarge));
        Rejected(Query with { Attributes = [.. Enumerable.Range(0, RejectionReasons.MostAttributes + 1).Select(number => ($"a{number}", (object?)number))] }).ShouldBe(RejectionReasons.WordsOf(RejectionReason.TooManyAttributes));
        (Query with { Attributes = [.. Enumerable.Range(0, RejectionReasons.MostAttributes).Select(number => ($"a{number}", (object?)number))] }).Record<ProgramSpan>();
    }

    [Fact]
    public void A_row_that_is_not_taken_leaves_the_others()
    {
        var collected = OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, SomeSpan.Protobuf(Query, Query with { End = 1 }, Query with { SpanId = "0000000000000001" }));

        (collected.Received, collected.Events.Count, collected.RejectedRows).ShouldBe((3, 2, 1));
        collected.Rejected.ShouldBe([new Rejection("the end is before the start", 1)]);
        collected.Why.ShouldBe("1 not taken because the end is before the start");
    }

    [Fact]
    public void Of_equal_names_the_last_counts()
    {
        (Query with { Attributes = [("a", 1), ("b", 2), ("a", "last")], Resource = [] }).Record<ProgramSpan>().Attributes.ShouldBe("""{"a":"last","b":2,"otel.scope.name":"scope","otel.scope.version":"1.0"}""");
    }

    [Fact]
    public void What_stands_behind_its_scope_or_resource_belongs_to_it_all_the_same()
    {
        // The fields of a message come in any order.
        var span = Wire.Message(2, Wire.Message(1, Convert.FromHexString(SomeSpan.Trace)), Wire.Message(2, Convert.FromHexString("eee19b7ec3c1b174")), Wire.Fixed64(7, SomeSpan.Noon), Wire.Fixed64(8, SomeSpan.Noon));
        var request = Wire.Message(1, Wire.Message(2, span, Wire.Message(1, Wire.Text(1, "late"))), Wire.Message(1, Wire.Pair(1, "service.name", "shop")));

        var record = OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, request).Events.ShouldHaveSingleItem().ShouldBeOfType<ProgramSpan>();

        record.Service.ShouldBe("shop");
        record.Attributes.ShouldBe("""{"otel.scope.name":"late"}""");
    }

    [Fact]
    public void Values_that_JSON_has_no_word_for_are_texts()
    {
        (Query with { Attributes = [("nan", double.NaN), ("inf", double.PositiveInfinity), ("bytes", new byte[] { 1, 2, 255 }), ("none", null), ("big", long.MaxValue)], Resource = [] })
            .Record<ProgramSpan>().Attributes.ShouldStartWith("""{"nan":"NaN","inf":"Infinity","bytes":"AQL/","none":null,"big":9223372036854775807""");
    }

    [Fact]
    public void A_request_cannot_make_records_of_many_times_its_size()
    {
        // A resource of 2 MiB stands in each of 200 rows.
        var huge = Query with { Resource = [("huge", new string('x', 2 << 20))] };

        var large = Should.Throw<MalformedRequestException>(() => OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, SomeSpan.Protobuf([.. Enumerable.Range(1, 200).Select(number => huge with { SpanId = $"{number:x16}" })])));

        large.IsTooLarge.ShouldBeTrue();
    }

    [Fact]
    public void A_hundred_thousand_equal_records_are_as_many_rows()
    {
        var logs = OtlpRequest.Read(OtlpSignal.Logs, OtlpEncoding.Protobuf, SomeLog.Protobuf([.. Enumerable.Repeat(new SomeLog { Body = "again" }, 100_000)]));

        logs.Events.Select(static one => one.Id).Distinct().Count().ShouldBe(100_000);
    }

    [Fact]
    public void An_empty_request_holds_nothing()
    {
        foreach (var signal in Enum.GetValues<OtlpSignal>())
        {
            OtlpRequest.Read(signal, OtlpEncoding.Protobuf, []).Received.ShouldBe(0);
            OtlpRequest.Read(signal, OtlpEncoding.Json, "{}"u8).Received.ShouldBe(0);
            OtlpRequest.Read(signal, OtlpEncoding.Json, "\uFEFF{\"other\": [1, {\"a\": null}]}"u8).Received.ShouldBe(0);
        }
    }

    [Fact]
    public void Values_nest_up_to_their_bound_and_no_deeper()
    {
        (Query with { Attributes = [("deep", Nested(AnyValue.MostLevels - 1))] }).Record<ProgramSpan>();
        foreach (var levels in (int[])[AnyValue.MostLevels + 1, 2000])
        {
            Should.Throw<MalformedRequestException>(() => OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, (Query with { Attributes = [("deep", Nested(levels))] }).ToProtobuf())).Problem.ShouldContain("nests deeper");
        }

        var json = string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", 100_000));
        Should.Throw<MalformedRequestException>(() => OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Json, Encoding.UTF8.GetBytes($$"""{"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":{{json}}""")));
    }

    [Fact]
    public void Whatever_bytes_come_they_are_a_request_or_malformed_at_a_byte_of_theirs()
    {
        var random = new Random(7);
        byte[][] seeds = [SomeSpan.Protobuf(Query, Query with { SpanId = "0000000000000001" }), Encoding.UTF8.GetBytes(SomeSpan.Json(Query)), SomeMetrics.Protobuf(), SomeLog.Protobuf(new SomeLog { Body = "hello" })];
        var (taken, malformed) = (0, 0);
        for (var round = 0; round < 30_000; round++)
        {
            var bytes = Mutated(seeds[round % seeds.Length], random);
            foreach (var signal in Enum.GetValues<OtlpSignal>())
            {
                try
                {
                    OtlpRequest.Read(signal, round % seeds.Length == 1 ? OtlpEncoding.Json : OtlpEncoding.Protobuf, bytes);
                    taken++;
                }
                catch (MalformedRequestException wrong)
                {
                    malformed++;
                    wrong.Position.ShouldBeInRange(0, bytes.Length);
                }
            }
        }

        taken.ShouldBeGreaterThan(1000);
        malformed.ShouldBeGreaterThan(1000);
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        var bytes = (byte[])seed.Clone();
        for (var i = random.Next(1, 4); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static object Nested(int levels)
    {
        object value = "bottom";
        for (var i = 0; i < levels; i++) value = new object?[] { value };
        return value;
    }

    private static string Rejected(SomeSpan span)
    {
        var binary = OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, span.ToProtobuf());
        var json = OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Json, Encoding.UTF8.GetBytes(SomeSpan.Json(span)));
        json.Rejected.ShouldBe(binary.Rejected);
        (binary.Received, binary.Events.Count).ShouldBe((1, 0));
        return binary.Rejected.ShouldHaveSingleItem().Reason;
    }
}
