using System.Text;
using Custos.Ingest;
using Custos.Ingest.Otlp;
using Custos.Records.Telemetry;

namespace Custos.Tests.Ingest.Otlp;

public sealed class OtlpJsonTests
{
    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("{} {}", "JSON")]
    [InlineData("{\"resourceSpans\": [", "JSON")]
    [InlineData("{\"resourceSpans\": 1}", "type")]
    [InlineData("{\"resourceSpans\": [[]]}", "list")]
    [InlineData("{\"resourceSpans\": [{\"scopeSpans\": {\"spans\": {\"traceId\": \"xyz\"}}}]}", "hexadecimal")]
    [InlineData("{\"resourceSpans\": [{\"scopeSpans\": {\"spans\": {\"traceId\": \"abc\"}}}]}", "hexadecimal")]
    [InlineData("{\"resourceSpans\": [{\"scopeSpans\": {\"spans\": {\"traceId\": 1}}}]}", "type")]
    [InlineData("{\"resourceSpans\": [{\"scopeSpans\": {\"spans\": {\"kind\": \"CLIENT\"}}}]}", "choice")]
    [InlineData("{\"resourceSpans\": [{\"scopeSpans\": {\"spans\": {\"startTimeUnixNano\": \"-1\"}}}]}", "range")]
    [InlineData("{\"resourceSpans\": [{\"scopeSpans\": {\"spans\": {\"startTimeUnixNano\": 1.5}}}]}", "whole")]
    [InlineData("{\"resourceSpans\": [{\"scopeSpans\": {\"spans\": {\"startTimeUnixNano\": \"18446744073709551616\"}}}]}", "range")]
    [InlineData("{\"resourceSpans\": [{\"resource\": {\"attributes\": {\"value\": {\"boolValue\": \"yes\"}}}}]}", "true nor false")]
    [InlineData("{\"resourceSpans\": [{\"resource\": {\"attributes\": {\"value\": {\"bytesValue\": \"*\"}}}}]}", "Base64")]
    [InlineData("{\"resourceSpans\": [{\"resource\": {\"attributes\": {\"value\": {\"doubleValue\": \"1e999\"}}}}]}", "number")]
    [InlineData("{\"resourceSpans\": [{\"resource\": {\"attributes\": {\"value\": \"text\"}}}]}", "type")]
    public void What_is_not_OTLPs_JSON_is_malformed(string json, string problem)
    {
        var malformed = Should.Throw<MalformedRequestException>(() => OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Json, Encoding.UTF8.GetBytes(json)));

        malformed.Problem.ShouldContain(problem);
        malformed.Position.ShouldBeInRange(0, json.Length);
    }

    [Fact]
    public void Numbers_texts_words_and_fractions_of_nothing_say_the_same()
    {
        var said = ((string[])["\"1772366400000000000\"", "1772366400000000000", "1772366400000000000.0", "1.7723664e18"]).Select(time => Span($$"""{"traceId":"{{SomeSpan.Trace}}","spanId":"eee19b7ec3c1b174","kind":"SPAN_KIND_CLIENT","startTimeUnixNano":{{time}},"endTimeUnixNano":{{time}}}""")).ToList();

        said.ShouldAllBe(span => span == said[0]);
        (said[0].At, said[0].Kind).ShouldBe((SomeSpan.NoonTime, "client"));
    }

    [Fact]
    public void Escapes_surrogates_and_bytes_that_are_no_text_do_not_stop_it()
    {
        var json = $$"""{"traceId":"{{SomeSpan.Trace}}","spanId":"eee19b7ec3c1b174","name":"a\u00e9\ud83d\ude00\ud83d\"\\\/\n","startTimeUnixNano":"1","endTimeUnixNano":"1","traceState":null}""";

        Span(json).Name.ShouldBe("aé😀\uFFFD\"\\/\n");
    }

    [Fact]
    public void A_request_that_is_small_as_JSON_and_huge_as_protobuf_is_malformed()
    {
        using var small = new WireWriter(1000);

        Should.Throw<MalformedRequestException>(() => OtlpJson.Transcode(Encoding.UTF8.GetBytes($$"""{"resourceSpans":[{{string.Join(',', Enumerable.Repeat("{}", 300))}}]}"""), OtlpMessages.Traces, small)).Problem.ShouldContain("larger than 1000 bytes");
    }

    private static ProgramSpan Span(string span) =>
        OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Json, Encoding.UTF8.GetBytes($$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{span}}]}]}]}""")).Events.ShouldHaveSingleItem().ShouldBeOfType<ProgramSpan>();
}
