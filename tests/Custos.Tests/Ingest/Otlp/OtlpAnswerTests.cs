using System.Text;
using Custos.Ingest.Otlp;

namespace Custos.Tests.Ingest.Otlp;

public sealed class OtlpAnswerTests
{
    [Theory]
    [InlineData(OtlpSignal.Traces, "rejectedSpans")]
    [InlineData(OtlpSignal.Logs, "rejectedLogRecords")]
    [InlineData(OtlpSignal.Metrics, "rejectedDataPoints")]
    public void What_was_not_taken_is_counted_in_the_requests_own_form(OtlpSignal signal, string name)
    {
        Encoding.UTF8.GetString(OtlpAnswer.Taken(signal, OtlpEncoding.Json, 300, "why")).ShouldBe($$$"""{"partialSuccess":{"{{{name}}}":"300","errorMessage":"why"}}""");

        // ExportPartialSuccess is field 1: rejected is its field 1, error_message its field 2.
        var reader = new WireReader(OtlpAnswer.Taken(signal, OtlpEncoding.Protobuf, 300, "why"), new Slice(0, OtlpAnswer.Taken(signal, OtlpEncoding.Protobuf, 300, "why").Length));
        reader.Next(out var field).ShouldBeTrue();
        field.ShouldBe(1);
        var partial = reader.Message();
        partial.Next(out _).ShouldBeTrue();
        partial.Number().ShouldBe(300UL);
    }

    [Fact]
    public void Where_all_was_taken_the_answer_is_empty()
    {
        OtlpAnswer.Taken(OtlpSignal.Traces, OtlpEncoding.Protobuf, 0, "").ShouldBeEmpty();
        Encoding.UTF8.GetString(OtlpAnswer.Taken(OtlpSignal.Traces, OtlpEncoding.Json, 0, "")).ShouldBe("{}");
    }

    [Fact]
    public void A_refusal_is_a_status()
    {
        Encoding.UTF8.GetString(OtlpAnswer.Refused(OtlpEncoding.Json, 3, "Byte 3: no.")).ShouldBe("""{"code":3,"message":"Byte 3: no."}""");
        OtlpAnswer.Refused(OtlpEncoding.Protobuf, 3, "no").ShouldBe([8, 3, 18, 2, (byte)'n', (byte)'o']);
    }
}
