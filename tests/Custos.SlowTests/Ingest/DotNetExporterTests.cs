using System.Diagnostics;
using System.Diagnostics.Metrics;
using Custos.Records;
using Custos.Records.Telemetry;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using MetricPoint = Custos.Records.Telemetry.MetricPoint;

namespace Custos.SlowTests.Ingest;

/// <summary>OpenTelemetry's own exporter for .NET, unchanged.</summary>
public sealed class DotNetExporterTests
{
    private static readonly ResourceBuilder Shop = ResourceBuilder.CreateEmpty().AddService("shop", serviceInstanceId: "one");

    [Fact]
    public async Task Spans_that_are_sent_twice_are_stored_once_and_counted_twice()
    {
        using var served = new ServedStore();
        await using (var server = await served.ServeAsync())
        {
            using var source = new ActivitySource("shop.assistant", "1.0");
            using var sending = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).SetResourceBuilder(Shop).AddProcessor(Sender(server.Url)).AddProcessor(Sender(server.Url)).Build();
            for (var i = 0; i < 100; i++) Call(source, i);
            sending!.ForceFlush().ShouldBeTrue();
            await server.StopAsync();
        }

        var (events, account) = await served.ReadAsync();

        account.ShouldBe(["traces 400 200 200 0 0"]);
        var calls = events.OfType<Exchange>().ToList();
        (calls.Count, events.OfType<ProgramSpan>().Count()).ShouldBe((100, 100));
        var call = calls.Single(static one => one.User == "user-7");
        (call.Model, call.Input, call.Call!.Protocol, call.Call.OutputTokens, call.Source).ShouldBe(("gpt-4o", "Question 7", "openai", 7, "otlp"));
        call.Call.DurationMicroseconds.ShouldBeGreaterThanOrEqualTo(0);
        call.Attributes!.ShouldContain("service.instance.id");
        events.OfType<ProgramSpan>().ShouldAllBe(static one => one.Service == "shop" && one.Name == "checkout" && one.Kind == "server");
        events.OfType<Evaluation>().Count().ShouldBe(100);
    }

    [Fact]
    public async Task Logs_and_metrics_of_a_program_come_in_as_they_are()
    {
        using var served = new ServedStore();
        await using (var server = await served.ServeAsync())
        {
            using (var logging = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options => options.SetResourceBuilder(Shop).AddOtlpExporter(otlp =>
            {
                otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
                otlp.Endpoint = new Uri(server.Url, "/v1/logs");
            }))))
            {
                var logger = logging.CreateLogger("shop");
                for (var i = 0; i < 50; i++) logger.LogWarning("Stock of {Item} is low", i);
            }

            using var meter = new Meter("shop");
            using (var metering = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).SetResourceBuilder(Shop).AddOtlpExporter(otlp =>
            {
                otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
                otlp.Endpoint = new Uri(server.Url, "/v1/metrics");
            }).Build())
            {
                meter.CreateCounter<long>("sold").Add(3, new KeyValuePair<string, object?>("item", "shoe"));
                meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s").Record(0.5);
                metering!.ForceFlush().ShouldBeTrue();
            }

            await server.StopAsync();
        }

        var (events, account) = await served.ReadAsync();

        account.ShouldAllBe(static line => line.EndsWith(" 0 0 0", StringComparison.Ordinal));
        var logs = events.OfType<ProgramLog>().ToList();
        logs.Count.ShouldBe(50);
        logs.ShouldAllBe(static log => log.Severity == "Warning" && log.Service == "shop" && log.Attributes!.Contains("Item"));
        var points = events.OfType<MetricPoint>().ToList();
        points.First(static point => point.Name == "sold" && point.Kind == "sum").Value.ShouldBe(3);
        var duration = points.First(static point => point.Name == "gen_ai.client.operation.duration");
        (duration.Kind, duration.Unit, duration.Count, duration.Sum).ShouldBe(("histogram", "s", 1, 0.5));
    }

    private static void Call(ActivitySource source, int number)
    {
        using var around = source.StartActivity("checkout", ActivityKind.Server);
        using var call = source.StartActivity("chat gpt-4o", ActivityKind.Client)!;
        call.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.provider.name", "openai").SetTag("gen_ai.request.model", "gpt-4o").SetTag("gen_ai.usage.output_tokens", number)
            .SetTag("gen_ai.response.finish_reasons", new[] { "stop" }).SetTag("user.id", $"user-{number}")
            .SetTag("gen_ai.input.messages", $$"""[{"role":"user","parts":[{"type":"text","content":"Question {{number}}"}]}]""");
        call.AddEvent(new ActivityEvent("gen_ai.evaluation.result", tags: new ActivityTagsCollection { ["gen_ai.evaluation.name"] = "relevance", ["gen_ai.evaluation.score.value"] = 0.5 }));
    }

    private static BatchActivityExportProcessor Sender(Uri url) => new(new OtlpTraceExporter(new OtlpExporterOptions { Protocol = OtlpExportProtocol.HttpProtobuf, Endpoint = new Uri(url, "/v1/traces") }));
}
