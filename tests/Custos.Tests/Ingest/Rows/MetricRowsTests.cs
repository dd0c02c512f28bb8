namespace Custos.Tests.Ingest.Rows;

public sealed class MetricRowsTests
{
    [Fact]
    public void Every_kind_of_metric_is_kept_point_by_point()
    {
        var points = SomeMetrics.Records();

        points.Values.ShouldAllBe(static point => point.Source == "otlp" && point.Service == "shop" && point.Unit == "1" && point.At == SomeSpan.NoonTime);
        (points["queue"].Kind, points["queue"].Value, points["queue"].Attributes).ShouldBe(("gauge", -3, """{"disk":"a"}"""));
        var sum = points["gen_ai.client.token.usage"];
        (sum.Kind, sum.Value, sum.Attributes).ShouldBe(("sum", 2.5, """{"otel.temporality":"cumulative","otel.monotonic":true,"otel.start":"2026-03-01T11:59:59.999Z"}"""));
        var histogram = points["gen_ai.client.operation.duration"];
        (histogram.Kind, histogram.Count, histogram.Sum, histogram.Buckets).ShouldBe(("histogram", 6, 9.5, """{"min":0.1,"max":4,"bounds":[0.5,2],"counts":[1,2,3]}"""));
        histogram.Attributes.ShouldBe("""{"k":"v","otel.temporality":"delta"}""");
        var exponential = points["exponential"];
        (exponential.Kind, exponential.Count, exponential.Sum, exponential.Buckets).ShouldBe(("exponential_histogram", 5, 7, """{"scale":-2,"zero_count":1,"positive":{"offset":2,"counts":[1,300]},"negative":{"offset":-1,"counts":[3]}}"""));
        (points["latency"].Kind, points["latency"].Count, points["latency"].Sum, points["latency"].Buckets).ShouldBe(("summary", 10, 3, """{"quantiles":[0.5,0.25]}"""));
    }
}
