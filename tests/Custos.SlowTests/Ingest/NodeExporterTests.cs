using System.Diagnostics;
using Custos.Records;
using Custos.Tests.House;

namespace Custos.SlowTests.Ingest;

/// <summary>OpenTelemetry's own exporters for Node, unchanged: protobuf and JSON, plain and compressed.</summary>
public sealed class NodeExporterTests
{
    [Fact]
    public async Task The_same_spans_in_both_forms_are_the_same_rows()
    {
        using var served = new ServedStore();
        await using (var server = await served.ServeAsync())
        {
            using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine("tests", "Custos.SlowTests", "Ingest", "opentelemetry.mjs"), server.Url.ToString().TrimEnd('/')])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Repository.Root,
            })!;
            var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await node.WaitForExitAsync(limit.Token);
            (await output).ShouldBe("ok\n", await error);
            await server.StopAsync();
        }

        var (events, account) = await served.ReadAsync();

        account.ShouldBe(["traces 200 50 150 0 0"]);
        var call = events.OfType<Exchange>().Single(static one => one.User == "user-7");
        (call.Model, call.Output, call.Call!.InputTokens, call.Call.Protocol).ShouldBe(("gpt-4o", "Grüße 7 🎉", 7, "openai"));
    }
}
